"""`aiev save`: questions that are asked again and again, under names."""

from aiev.cli.parsing.options import Argument, AsJson, DryRun, Filtering, Option
from aiev.cli.run import Run
from aiev.light_typing import Annotated, Unpack

Name = Annotated[str | None, Argument("What to call it: @NAME is the question then.", "[NAME]")]
Words = Annotated[
    tuple[str, ...], Argument("What to search for, as with search.", "[WORDS]...", is_query=True)
]
Remove = Annotated[bool, Option(("--remove",), "Forget the question of this name.")]


def save(
    run: Run,
    name: Name = None,
    words: Words = (),
    *,
    remove: Remove = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    **filters: Unpack[Filtering],
) -> None:
    """Save a question under a name, or show those that are saved.

    Search, stats, export, discover and edit --query take @NAME then, with further words and
    filters, and `aiev new` tells what came in or changed since you last looked.
    """
    from datetime import date

    from aiev.cli.views import saved_question
    from aiev.errors import UsageError
    from aiev.query.filters import Filters
    from aiev.services.search import saved_questions
    from aiev.store.connection import open_for_reading
    from aiev.store.reading.reader import open_reader

    asked = Filters(**filters)
    if name is None:
        if remove or dry_run or asked != Filters():
            raise UsageError("missing argument 'NAME': what to call the question")
        with open_reader(run.settings.database_path) as reader:
            saved_question.show_all(run, saved_questions.all_saved(reader), as_json=as_json)
        return
    if remove and (words or asked != Filters()):
        raise UsageError("--remove takes a name, and no question beside it")
    if not remove:
        saved_questions.check_asked(" ".join(words), asked)
    saved_questions.check_name(name)
    open_for_reading(run.settings.database).close()
    from aiev.services.curation.save_question import forget_question, save_question
    from aiev.store.writing.writer import open_writer

    with open_writer(run.settings.database) as writer:
        if remove:
            gone = forget_question(writer, name, is_dry_run=dry_run)
            saved_question.show_gone(run, gone, as_json=as_json, is_dry_run=dry_run)
            return
        saved = save_question(
            writer, name, " ".join(words), asked, today=date.today(), is_dry_run=dry_run
        )
    saved_question.show(run, saved, as_json=as_json, is_dry_run=dry_run)
