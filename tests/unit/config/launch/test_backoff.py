"""How quickly a dead process comes back."""

from config.launch.backoff import CALM_SECONDS, DELAYS, deaths_in_a_row, delay_after


def test_the_first_death_is_answered_at_once() -> None:
    assert delay_after(0) == 0.0


def test_each_quick_death_makes_the_pause_longer_up_to_a_limit() -> None:
    assert [delay_after(count) for count in range(10)] == [*DELAYS, *[DELAYS[-1]] * 4]


def test_a_process_that_lived_for_a_while_starts_counting_anew() -> None:
    assert deaths_in_a_row(5, CALM_SECONDS) == 0
    assert deaths_in_a_row(5, CALM_SECONDS - 1) == 6
