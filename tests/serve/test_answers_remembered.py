"""What the server keeps of the answers it gave."""

from edu_kg.serve.memory import Memory
from edu_kg.serve.pool import Answer


def answer(size: int) -> Answer:
    return Answer(status=200, body=b"x" * size)


def test_an_answer_is_given_again_until_the_graph_changes() -> None:
    memory = Memory()
    assert memory.find("1", "q") is None
    memory.keep("1", "q", answer(3))
    assert memory.find("1", "q") == answer(3)
    assert memory.find("2", "q") is None
    assert memory.find("1", "q") is None


def test_what_was_not_asked_for_longest_goes_first() -> None:
    memory = Memory(most_bytes=100)
    memory.find("1", "")
    for question in ("a", "b"):
        memory.keep("1", question, answer(40))
    memory.find("1", "a")
    memory.keep("1", "c", answer(40))
    assert [memory.find("1", each) is not None for each in "abc"] == [True, False, True]


def test_long_questions_count_as_much_as_long_answers() -> None:
    memory = Memory(most_bytes=1_000)
    memory.find("1", "")
    for number in range(5):
        memory.keep("1", f"{number}" + "?" * 400, answer(1))
    kept = [memory.find("1", f"{number}" + "?" * 400) is not None for number in range(5)]
    assert kept == [False, False, False, True, True]


def test_problems_and_very_large_answers_are_not_kept() -> None:
    memory = Memory(largest=10)
    memory.find("1", "")
    memory.keep("1", "problem", Answer(status=503, problem="cut"))
    memory.keep("1", "large", answer(11))
    assert memory.find("1", "problem") is None
    assert memory.find("1", "large") is None
