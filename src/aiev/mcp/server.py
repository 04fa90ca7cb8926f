"""The server's life: from taking over stdin and stdout until the client is gone."""

import os
import signal
import sys
import threading
import time
from contextlib import suppress
from datetime import UTC, date, datetime

from aiev.config import Settings
from aiev.mcp import wire
from aiev.mcp.base import Base
from aiev.mcp.dispatch import Dispatcher
from aiev.mcp.tools.tool import Context
from aiev.mcp.work import Work, handle_stop_signals

_LOOK_S = 5.0


def serve(settings: Settings, *, can_write: bool, can_network: bool) -> None:
    """Answer one client until it closes its end, is gone, or a signal asks to stop.

    Standard output is the client's alone from now on. The database need not be there: the tools
    say so until it is.
    """
    connection = wire.take_over_stdio()
    base = Base(settings.database)
    context = Context(
        settings=settings,
        base=base,
        today=date.today,
        now=lambda: datetime.now(UTC),
        can_write=can_write,
        can_network=can_network,
    )
    work = Work(connection, base.interrupt)
    dispatcher = Dispatcher(context, work.run)
    try:
        handle_stop_signals()
        _watch_parent()
        work.start()
        for message in work.messages():
            reply = dispatcher.reply(message)
            if reply is not None:
                connection.send(reply)
    except BrokenPipeError:
        # Nobody reads any more, which is how some clients end.
        return
    except KeyboardInterrupt:
        # The way to end it, and no failure.
        return
    finally:
        base.close()


def _watch_parent() -> None:
    """End this process once the one that started it is gone without closing the pipe.

    Clients crash, and others may hold the pipe open: servers that stayed have held databases.
    """
    parent = os.getppid()

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK_S)
        with suppress(OSError):
            os.kill(os.getpid(), signal.SIGTERM)

    if sys.platform != "win32":  # There a process keeps the number of its parent for ever.
        threading.Thread(target=look, daemon=True).start()
