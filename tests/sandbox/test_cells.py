"""A pasted notebook cell runs: magics are skipped, the course's files have stand-ins."""

import pytest

from assistant.entrypoints.running import ran
from assistant.sandbox import Sandbox
from assistant.settings import Settings

CELLS = [
    "%matplotlib inline\n%load_ext autoreload\n!ls\nprint(1)",
    "import matplotlib.pyplot as plt\nplt.rcParams['figure.figsize'] = (5.0, 4.0)\nplt.plot([1])\nplt.show()\nprint(1)",
    "import matplotlib.pyplot as plt\nfig, ax = plt.subplots(1, 2)\nax[0].imshow([[1]])\nprint(1)",
    "import h5py\nwith h5py.File('datasets/train.h5', 'r') as f:\n    f['x'][:]\nprint(1)",
    "import sklearn.linear_model\nclf = sklearn.linear_model.LogisticRegressionCV()\nclf.fit([[1]], [1])\nprint(1)",
    "from planar_utils import *\nX, Y = load_planar_dataset()\nassert X.shape == (2, 400)\nprint(int(2 * sigmoid(0)))",
    "from dnn_utils_v2 import sigmoid\nA, cache = sigmoid(0)\nprint(int(2 * A))",
    "from lr_utils import load_dataset\nassert load_dataset()[0].shape == (209, 64, 64, 3)\nprint(1)",
    "from scipy.special import expit\nprint(int(2 * expit(0)))",
]


@pytest.mark.parametrize("source", CELLS)
def test_the_cell_runs(sandbox: Sandbox, source: str) -> None:
    outcome = sandbox.run({"source": source})

    assert (outcome.kind, outcome.stdout) == ("returned", "1\n"), outcome.raised


def test_a_test_case_of_the_course_has_the_course_s_numbers(settings: Settings) -> None:
    source = """from testCases_v2 import *
X_assess, Y_assess = layer_sizes_test_case()
print(X_assess.shape, Y_assess.shape)"""

    assert ran(settings, source, None)["stdout"] == "(5, 3) (2, 3)\n"


def test_a_test_of_the_course_says_that_it_did_not_run(sandbox: Sandbox) -> None:
    source = "from public_tests import *\nbackward_propagation_test(None)"

    assert "nothing was tested" in sandbox.run({"source": source}).stdout
