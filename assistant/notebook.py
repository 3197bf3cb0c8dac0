"""`%load_ext assistant.notebook`, then `%%gradmentor [EXERCISE]` on a cell puts it on trial."""

from typing import TYPE_CHECKING

from assistant import diagnose
from assistant.errors import GradmentorError

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

    from assistant.scripting import Diagnosed


def load_ipython_extension(shell: "InteractiveShell") -> None:
    """Register the magic; IPython calls this."""
    shell.magics_manager.register_function(gradmentor, "cell", "gradmentor")


def gradmentor(line: str, cell: str) -> "Diagnosed":
    """Run the cell in the sandbox, not in the kernel, and show what is right and what is not."""
    from IPython.core.error import UsageError

    try:
        return diagnose(code=cell, exercise=line.strip())
    except GradmentorError as error:
        raise UsageError(str(error)) from None
