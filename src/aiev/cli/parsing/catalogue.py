"""The commands in the groups of the help, what each does in a line, and two examples of each.

Data alone, so that `aiev --help` loads no command: a test holds the lines equal to what the
commands say of themselves, and has the examples read.
"""

GROUPS = {
    "Lists": ("import", "lists", "sync", "check", "diff"),
    "Find": (
        *("search", "similar", "show", "topics", "orgs", "authors", "tags", "stats", "save", "new"),
        *("discover", "open"),
    ),
    "Change": ("add", "edit", "remove", "merge", "rename", "sort", "undo"),
    "Exchange": ("export", "cite", "serve", "mcp"),
    "Care": ("enrich", "backup", "doctor", "migrate", "completion", "help"),
}

SUMMARIES = {
    "import": "Read a markdown list or a bibliography, store it, then ask arXiv about its papers.",
    "lists": "Show the lists of the knowledge base with their counts.",
    "sync": "Read the file's changes into the knowledge base and write its own into the file.",
    "check": "Show what is wrong or doubtful in lists.",
    "diff": "Show which papers one list has and another lacks, and which both have otherwise.",
    "search": "Find papers.",
    "similar": (
        "Show the papers nearest to one, with the words, topics and authors that they share."
    ),
    "show": "Show everything about papers, or a topic with its papers, tables and prose.",
    "topics": "Show the topics with their counts.",
    "orgs": "Show the organizations with their counts, most papers first.",
    "authors": "Show the authors with their counts, most papers first.",
    "tags": "Show your tags with their counts, most papers first.",
    "stats": "Show how much there is, what is missing, and when and by whom it came.",
    "save": "Save a question under a name, or show those that are saved.",
    "new": "Show what came in or changed for saved questions since you last looked.",
    "discover": "Ask arXiv's search for papers that are not here yet, the likest to yours first.",
    "open": "Show a paper in the browser that the system or BROWSER names.",
    "add": "Add papers by arXiv id, DOI or any link.",
    "edit": "Change papers.",
    "remove": "Remove a paper with its entries.",
    "merge": "Make one paper of two.",
    "rename": "Rename a heading.",
    "sort": "Order the entries under a topic, each with all its lines.",
    "undo": "Take back what the last command that wrote did.",
    "export": "Write the papers that match, or all, as a list, bibliography or data.",
    "cite": "Print papers as references, ready to paste.",
    "serve": "Serve the database to this machine's browsers, read-only, until Ctrl-C.",
    "mcp": "Answer an agent over stdin and stdout by the Model Context Protocol, read-only.",
    "enrich": "Fetch what is still missing from arXiv.",
    "backup": (
        "Copy the knowledge base into one file, whole or not at all, while others may write to it."
    ),
    "doctor": "Examine the database.",
    "migrate": "Bring the database up to date with this aiev.",
    "completion": (
        "Print what makes a shell complete commands, options, topics, organizations, authors, ids."
    ),
    "help": "Show how to use aiev, or one of its commands.",
}

EXAMPLES = {
    "import": ("aiev import", "aiev import my-list.md --no-enrich"),
    "lists": ("aiev lists", "aiev lists --json"),
    "sync": ("aiev sync my-list.md --dry-run --diff", "aiev sync my-list.md"),
    "check": ("aiev check my-list.md", "aiev check my-list.md --links --format github"),
    "diff": ("aiev diff my-list.md other-list.md", "aiev diff mine other --json"),
    "search": (
        "aiev search moe offloading --since 2024",
        "aiev search 'topic:moe \"kv cache\" -training' --json",
    ),
    "similar": ("aiev similar 2411.11217", "aiev similar 2411.11217 --since 1y -n 5"),
    "show": ("aiev show 2411.11217", "aiev show --history --since 30d"),
    "topics": ("aiev topics", "aiev topics quantization"),
    "orgs": ("aiev orgs", "aiev orgs --review"),
    "authors": ("aiev authors -n 20", "aiev authors dao"),
    "tags": ("aiev tags", "aiev tags to-cite"),
    "stats": ("aiev stats", "aiev stats moe --since 2024"),
    "save": ("aiev save offload moe offloading", "aiev search @offload"),
    "new": ("aiev new", "aiev new offload --keep"),
    "discover": (
        "aiev discover moe offloading --since 6m",
        "aiev discover moe --add 1,3 --dry-run",
    ),
    "open": ("aiev open 2411.11217", "aiev open 2411.11217 --pdf"),
    "add": (
        "aiev add 2411.11217 --topic Offloading",
        "aiev add https://arxiv.org/abs/2405.04437 --tag to-read",
    ),
    "edit": (
        "aiev edit 2411.11217 --state read --rating 4",
        "aiev edit --query 'topic:moe' --add-tag moe --dry-run",
    ),
    "remove": ("aiev remove 2411.11217 --dry-run", "aiev remove 2411.11217 --list my-list"),
    "merge": ("aiev merge 12 345 --dry-run", "aiev merge 12 345"),
    "rename": (
        "aiev rename Offloading 'Expert offloading'",
        "aiev rename Serving Inference --dry-run",
    ),
    "sort": ("aiev sort Offloading", "aiev sort Offloading --by title --dry-run"),
    "undo": ("aiev undo --list", "aiev undo --dry-run"),
    "export": (
        "aiev export markdown topic:moe -o moe.md",
        "aiev export bibtex --tag to-cite -o refs.bib",
    ),
    "cite": ("aiev cite 2411.11217", "aiev cite 2411.11217 --format apa"),
    "serve": ("aiev serve --open", "aiev serve --port 8010"),
    "mcp": ("aiev mcp", "aiev mcp --write --network"),
    "enrich": ("aiev enrich", "aiev enrich --refresh --older-than 6m"),
    "backup": ("aiev backup papers.db", "aiev backup papers.jsonl"),
    "doctor": ("aiev doctor", "aiev doctor --mend"),
    "migrate": ("aiev migrate", "aiev --db papers.db migrate"),
    "completion": ('eval "$(aiev completion bash)"', "aiev completion man | man -l -"),
    "help": ("aiev help search", "aiev help --skill"),
}
"""Lines for a shell; what goes with a command stands under it."""

OPTIONS = (
    ("--db PATH", "The database; else AIEV_DB, else your own."),
    ("-V, --version", "Print the version and exit."),
    ("--no-color", "Print without colour."),
    ("-h, --help", "Show this message and exit."),
)
"""What every command takes, before it or after."""

FIRST_STEPS = (
    ("aiev import", "read the list that comes with aiev, or FILE"),
    ("aiev search moe offloading", "find papers, best first"),
    ("aiev show 2411.11217", "show all that is known of one"),
    ("aiev topics", "show what the list is about"),
    ("aiev add 2405.04437 --topic Serving", "add a paper under a topic"),
    ("aiev export source -o FILE", "write the list with what you added"),
)

EXIT_CODES = (
    "Exit codes: 0 done, 1 failed, 2 usage, 3 no database or another revision,"
    " 4 the source failed, 5 done in part, 130 interrupted."
)
ABOUT = "Turn an awesome list of AI papers into a knowledge base, and back into lists."
