"""Notebooks, files, weeks and exercise numbers name the course; where two are meant, none is."""

import pytest

from assistant.types import Post
from assistant.wiring import Assistant

NAMED = [
    ("MLS week 3 compute_cost", "", "mls-c1-w3/compute_cost"),
    ("Week 3 compute_cost", "", "dls-c1-w3/compute_cost"),
    ("C1_W3_Logistic_Regression.ipynb compute_cost", "", "mls-c1-w3/compute_cost"),
    ("C2W4: wrong values for W2", "in back_prop W1 and W2 are off", "nlp-c2-w4/back_prop"),
    ("C2 W1 exercise 3", "W1 and W2 are off", None),
    ("W2A1", "Optimization_methods.ipynb, exercise 6", "dls-c2-w2/update_parameters_with_adam"),
    ("DLS C2 W2 exercise 2", "", "dls-c2-w2/random_mini_batches"),
    ("C2 W2 exercise 1", "", None),
    ("C5 W1 A1 exercise 5", "", "dls-c5-w1/rnn_cell_backward"),
    ("W1A1", "Building_a_Recurrent_Neural_Network_Step_by_Step.ipynb, exercise 3", "dls-c5-w1/lstm_cell_forward"),
    ("clip fails", "Dinosaurus_Island_Character_level_language_model.ipynb", "dls-c5-w1/clip"),
    ("C2_W2_Assignment.ipynb exercise 1", "", "mls-c2-w2/my_softmax"),
    ("dense", "C2_W1_Assignment.ipynb, Exercise 2", "mls-c2-w1/my_dense"),
    ("loss", 'File "cs231n/classifiers/softmax.py", line 33, in softmax_loss', "cs231n/softmax_loss"),
    ("dx", 'File "layers.py", line 33, in affine_backward', "cs231n/affine_backward"),
    ("softmax", 'File "keras/layers.py", line 3, in softmax', None),
    ("MLS C2 W4 exercise 2", "", "mls-c2-w4/split_dataset"),
    ("Tree", "C2_W4_Decision_Tree_with_Markdown.ipynb, exercise 4", "mls-c2-w4/get_best_split"),
    ("Course 3 Week 1: mu is right, var is not", "estimate_gaussian", "mls-c3-w1/estimate_gaussian"),
    ("Recommenders", "C3_W2_Collaborative_RecSys_Assignment.ipynb exercise 1", "mls-c3-w2/cofi_cost_func"),
    ("NLP course 1 week 1 sigmoid", "", "nlp-c1-w1/sigmoid"),
    ("Natural Language Processing, C1 W1 exercise 2", "", "nlp-c1-w1/gradientDescent"),
    ("MLS week 3 sigmoid", "", "mls-c1-w3/sigmoid"),
    ("Week 2 sigmoid of logistic regression", "Python_Basics_With_Numpy.ipynb", "dls-c1-w2/sigmoid"),
    ("NLP C2 W4 gradient_descent()", "", "nlp-c2-w4/gradient_descent"),
    ("Shapes", 'File "release/W4A1/dnn_utils.py", exercise 8', "dls-c1-w4a/linear_activation_backward"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "exercise"), NAMED)
def test_a_place_or_a_file_names_the_exercise(
    assistant: Assistant, title: str, text: str, exercise: str | None
) -> None:
    report = assistant.road.read(Post(title=title, text=text))

    assert report.exercise == exercise
