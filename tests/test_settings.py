from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings

ROOT = Path(__file__).parent.parent


def test_what_is_not_set_takes_the_usual_value(tmp_path: Path) -> None:
    settings = Settings.read({"HOME": str(tmp_path)})
    assert settings.data == tmp_path / ".local/share/rapport"
    assert settings.key_file == tmp_path / ".config/rapport/key"
    assert settings.telegram.api_url == "https://api.telegram.org"
    assert settings.slack.api_url == "https://slack.com/api/"
    assert settings.problems == ()


def test_the_usual_folders_follow_the_desktop_standard() -> None:
    settings = Settings.read({"HOME": "/h", "XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c"})
    assert (settings.data, settings.key_file) == (Path("/d/rapport"), Path("/c/rapport/key"))


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("TELEGRAM_BOT_TOKEN=1:file\nRAPPORT_ZONE=Asia/Beirut\nRAPPORT_LANGUAGE=\n")
    settings = Settings.read({"HOME": "/h", "TELEGRAM_BOT_TOKEN": "1:test"}, file)
    assert settings.telegram.token == "1:test"
    assert settings.zone == "Asia/Beirut"
    assert settings.language == "en"


def test_a_missing_file_is_no_trouble(tmp_path: Path) -> None:
    assert Settings.read({"HOME": "/h"}, tmp_path / ".env").problems == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "not a token"),
        ("RAPPORT_TELEGRAM_API_URL", "api.telegram"),
        ("RAPPORT_TELEGRAM_WEBHOOK_URL", "ftp://x"),
        ("RAPPORT_TELEGRAM_WEBHOOK_PORT", "eighty"),
        ("RAPPORT_TELEGRAM_WEBHOOK_PORT", "99999"),
        ("RAPPORT_TELEGRAM_WEBHOOK_SECRET", "with space"),
        ("SLACK_BOT_TOKEN", "12345"),
        ("SLACK_APP_TOKEN", "xoxb-mixed-up"),
        ("RAPPORT_SLACK_API_URL", "http://[broken"),
        ("RAPPORT_SLACK_HTTP_PORT", "-1"),
        ("RAPPORT_PASSPHRASE_FILE", "/nowhere/at/all"),
        ("RAPPORT_LANGUAGE", "klingon"),
        ("RAPPORT_ZONE", "../etc/passwd"),
        ("RAPPORT_LOG", "LOUD"),
    ],
)
def test_a_wrong_setting_is_named_and_never_quoted(name: str, value: str) -> None:
    problems = Settings.read({"HOME": "/h", name: value}).problems
    assert len(problems) == 1
    assert name in problems[0]
    assert value not in problems[0]


def test_slack_needs_its_second_token_or_its_secret() -> None:
    alone = Settings.read({"HOME": "/h", "SLACK_BOT_TOKEN": "xoxb-test"})
    assert [problem.split()[0] for problem in alone.problems] == ["SLACK_APP_TOKEN"]
    http = {"HOME": "/h", "SLACK_BOT_TOKEN": "xoxb-test", "RAPPORT_SLACK_HTTP_PORT": "3000"}
    assert [problem.split()[0] for problem in Settings.read(http).problems] == [
        "SLACK_SIGNING_SECRET"
    ]


def test_a_passphrase_can_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "words"
    file.write_text("four made up words\n")
    read = Settings.read({"HOME": "/h", "RAPPORT_PASSPHRASE_FILE": str(file)})
    assert read.passphrase == "four made up words"


def test_no_secret_shows_in_a_repr() -> None:
    secrets = {
        "TELEGRAM_BOT_TOKEN": "1:hush",
        "SLACK_BOT_TOKEN": "xoxb-hush",
        "SLACK_APP_TOKEN": "xapp-hush",
        "SLACK_SIGNING_SECRET": "hush",
        "RAPPORT_TELEGRAM_WEBHOOK_SECRET": "hush",
        "RAPPORT_KEY": "hush",
        "RAPPORT_PASSPHRASE": "hush",
    }
    assert "hush" not in repr(Settings.read({"HOME": "/h", **secrets}))


def test_the_example_documents_every_setting_and_no_other() -> None:
    documented = re.findall(r"^([A-Z_]+)=$", (ROOT / ".env.example").read_text(), re.MULTILINE)
    source = (ROOT / "bot/settings.py").read_text()
    read = re.findall(r"\(\s*\"((?:RAPPORT|TELEGRAM|SLACK)_[A-Z_]+)\"", source)
    assert sorted(documented) == sorted(set(read))
    assert len(documented) == len(set(documented))


def test_the_example_can_be_used_as_it_is() -> None:
    assert Settings.read({"HOME": "/h"}, ROOT / ".env.example") == Settings.read({"HOME": "/h"})
