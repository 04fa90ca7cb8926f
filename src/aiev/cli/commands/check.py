"""`aiev check`: what is wrong or doubtful in files and lists."""

from aiev.cli.parsing import check_options as options
from aiev.cli.parsing.options import AsJson, Timeout
from aiev.cli.run import Run
from aiev.domain.finding import LEVELS


def check(
    run: Run,
    names: options.Names = (),
    *,
    level: options.Level = None,
    form: options.Format = None,
    new_since: options.NewSince = None,
    baseline: options.Baseline = None,
    links: options.AsksLinks = False,
    published: options.IsPublished = False,
    fix: options.Fix = False,
    timeout: Timeout = None,
    as_json: AsJson = False,
) -> int:
    """Show what is wrong or doubtful in lists: repeats, wrong links, dates, organizations.

    A name is a file's where there is one at this path, else that of a list in the database.
    A finding is old when the same was said of the same entry before, at whatever line.
    """
    from aiev.cli.jobs import checking
    from aiev.cli.views import check_report
    from aiev.errors import ExitCode, UsageError
    from aiev.services.checks import checked
    from aiev.value import replace

    if as_json and form not in (None, "json"):
        raise UsageError(f"--json and --format {form} are two formats")
    if fix and not (links or published):
        raise UsageError("--fix is about --links or --published, and neither is given")
    if timeout is not None and not links:
        raise UsageError("--timeout is about --links, which is not given")
    is_new = new_since is not None or baseline is not None
    if published:
        if links or is_new:
            other = "--links" if links else "--new-since" if new_since else "--baseline"
            raise UsageError(f"--published and {other} are two questions")
        from aiev.cli.jobs import published as publishing

        found = publishing.check_named(run, names, is_fix=fix)
    else:
        found = checking.check_named(
            run,
            names,
            since=new_since,
            baseline=baseline,
            links=checking.Links(timeout, is_fix=fix) if links else None,
        )
    shown = checked.from_level(found.findings, level or LEVELS[0])
    check_report.show(
        run,
        replace(found, findings=shown),
        form="json" if as_json else form,
        hidden=len(found.findings) - len(shown),
        is_new=is_new,
    )
    is_bad = checked.is_bad(shown, level=level, is_new=is_new)
    return ExitCode.FAILED if is_bad else ExitCode.DONE
