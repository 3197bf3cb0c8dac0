"""A person who is forgotten leaves no word behind, and is not answered anew."""

from assistant.mentoring.keeping import forget
from tests.forum.conftest import Make


def test_a_forgotten_student_is_a_mark_without_words(make: Make) -> None:
    bot = make()
    bot.hears(title="W3 Ex-6", raw="dW1 is wrong, said by Kim", username="Kim")
    bot.works()
    row = bot.row(1)

    forget(bot.bot.answers.engine, "kim")

    left = bot.row(1)
    assert (left.author, left.title, left.raw, left.text) == ("", "", "", "")
    assert (left.post_id, left.reply_id) == (row.post_id, row.reply_id)
