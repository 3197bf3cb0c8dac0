"""Modules that course notebooks import and that are not here: stand-ins, so that a cell runs.

Plotting and data files do nothing; the course's own helper files offer our
implementations of `course.py`. Any other module stays "not available".
"""

import re
import sys
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from assistant.sandbox.inside.course import HELPERS
from assistant.sandbox.inside.data import DATA

SILENT = ("matplotlib", "h5py", "PIL", "scipy", "sklearn", "IPython")
COURSE = re.compile(
    r"(testCases|test_utils|testCase|planar_utils|dnn_utils|dnn_app_utils|lr_utils|init_utils|"
    r"reg_utils|gc_utils|opt_utils|utils|utils2|utils_nb|public_tests|w\d_unittest)(_?v\d\w*)?"
    r"|testCases_\w+"
)
TESTS = re.compile(r"public_tests|w\d_unittest|test_utils")
TEST_NAME = re.compile(r"\b(test_[a-z]\w*|[a-z]\w*_test)(?=\()")
WITH_CACHE = {name: HELPERS[f"{name}_and_cache"] for name in ("sigmoid", "relu")}
NOT_TESTED = "The course's own tests are not here; nothing was tested."


class Silent:
    """Whatever is done with it does nothing and gives another such thing."""

    def __init__(self, name: str = "stand-in") -> None:
        self.__dict__["name"] = name

    def __repr__(self) -> str:
        return f"<{self.__dict__['name']}: not available here, does nothing>"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Silent(name)

    def __setattr__(self, name: str, value: object) -> None:
        """Settings of a plot are dropped."""

    def __call__(self, *args: object, **kwargs: object) -> Any:
        """Any call."""
        return Silent()

    def __getitem__(self, key: object) -> Any:
        return Silent()

    def __setitem__(self, key: object, value: object) -> None:
        """As `plt.rcParams[...] = ...`."""

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: object) -> None:
        """As `with h5py.File(...)`."""

    def __iter__(self) -> Iterator[Any]:
        return iter(())


class StandIn(ModuleType):
    """A module, or a package, whose unknown names are silent."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Silent(name)


def subplots(*shape: int, **_: object) -> tuple[Any, Any]:
    """A figure and its axes, to be unpacked."""
    return Silent("figure"), Silent("axes")


def not_tested(*_: object, **__: object) -> None:
    """A test of the course: says that it did not run, for silence would look like success."""
    print(NOT_TESTED)


class CourseTests(ModuleType):
    """A file of the course's tests: each of its functions only says so."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return not_tested


class Finder:
    """An import hook, asked after all others."""

    def __init__(self, cases: dict[str, Any]) -> None:
        self.cases = cases

    def find_spec(self, name: str, path: object = None, target: object = None) -> Any:
        """A stand-in where there is one."""
        top = name.partition(".")[0]
        if top in SILENT or COURSE.fullmatch(top):
            return ModuleSpec(name, self, is_package=True)  # type: ignore[arg-type]
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """An empty stand-in."""
        top = spec.name.partition(".")[0]
        return CourseTests(spec.name) if TESTS.match(top) else StandIn(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Fill it with what a star import should find."""
        top = module.__name__.partition(".")[0]
        if COURSE.fullmatch(top):
            own = WITH_CACHE if top.startswith("dnn_") else {}
            module.__dict__.update(HELPERS | DATA | self.cases | own)
        elif module.__name__ == "scipy.special":
            module.__dict__["expit"] = HELPERS["sigmoid"]
        elif module.__name__ == "matplotlib.pyplot":
            module.__dict__["subplots"] = subplots


def install(cases: dict[str, Any], source: str) -> None:
    """Offer the stand-ins; `cases` are the course's test inputs, by the name of their function.

    The names of the course's tests are those that the source uses, for a star import.
    """
    ready = {name: giver(value) for name, value in cases.items()}
    ready |= dict.fromkeys(TEST_NAME.findall(source), not_tested)
    # Warming up has installed one already, with no test inputs.
    sys.meta_path[:] = [one for one in sys.meta_path if not isinstance(one, Finder)]
    sys.meta_path.append(Finder(ready))


def giver(value: Any) -> Any:
    """A function without arguments that gives the value."""
    return lambda: value
