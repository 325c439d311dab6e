"""Settings are read once, in their type, and every wrong one is named."""

from config.environment import Environment


def test_an_absent_and_an_empty_variable_give_the_default() -> None:
    environment = Environment({"B": " "})

    assert environment.number("A", default=3, help="") == 3
    assert environment.number("B", default=4, help="") == 4
    assert environment.problems == []


def test_each_wrong_value_is_named_with_what_was_found_and_what_would_do() -> None:
    environment = Environment({"PORT": "http", "LEVEL": "loud", "ON": "maybe", "DB": "mysql://x"})

    environment.number("PORT", default=8000, least=1, most=65535, help="")
    environment.choice("LEVEL", default="info", options=("info", "error"), help="")
    environment.switch("ON", default=False, help="")
    environment.url("DB", default="", schemes=("sqlite",), help="")

    assert environment.problems == [
        'PORT must be a whole number from 1 to 65535, found "http".',
        'LEVEL must be one of info, error, found "loud".',
        'ON must be 1 or 0, found "maybe".',
        'DB must be a URL that starts with sqlite://, found "mysql://x".',
    ]


def test_what_is_wrong_with_a_secret_does_not_show_it() -> None:
    environment = Environment({"KEY": "hidden"})

    assert environment.secret("KEY", help="", shown="") == "hidden"
    assert "hidden" not in str(environment.settings)


def test_misspelled_variables_are_found() -> None:
    environment = Environment({"QUINTET_HOEM": "/x", "QUINTET_HOME": "/y", "OTHER": "z"})

    environment.text("QUINTET_HOME", default="", help="")

    assert environment.unknown("QUINTET_") == ["QUINTET_HOEM"]


def test_lists_lose_blanks_around_their_items() -> None:
    assert Environment({"HOSTS": "a, b ,,c"}).items("HOSTS", help="") == ("a", "b", "c")


def test_a_rate_can_be_switched_off() -> None:
    environment = Environment({"A": "off", "B": "100/min", "C": "quick"})

    assert environment.rate("A", default="10/min", help="") == ""
    assert environment.rate("B", default="10/min", help="") == "100/min"
    assert environment.rate("C", default="10/min", help="") == "10/min"
    assert environment.problems == ['C must be a number per sec, min, hour or day, or off, found "quick".']
