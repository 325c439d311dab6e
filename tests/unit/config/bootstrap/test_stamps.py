"""A step is skipped while nothing that it reads has changed."""

from pathlib import Path

from config.bootstrap.stamps import fingerprint, read_stamp, write_stamp


def a_folder(at: Path, **files: str) -> Path:
    at.mkdir()
    for name, content in files.items():
        (at / name).write_text(content)
    return at


def test_the_same_content_has_the_same_fingerprint(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "src", a="1", b="2")

    assert fingerprint([folder], "3.11") == fingerprint([folder], "3.11")


def test_a_changed_a_new_and_a_renamed_file_and_another_fact_change_it(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "src", a="1")
    seen = {fingerprint([folder], "x"), fingerprint([folder], "y")}

    (folder / "a").write_text("2")
    seen.add(fingerprint([folder], "x"))
    (folder / "b").write_text("")
    seen.add(fingerprint([folder], "x"))
    (folder / "b").rename(folder / "c")
    seen.add(fingerprint([folder], "x"))

    assert len(seen) == 5


def test_a_torn_note_counts_as_none(tmp_path: Path) -> None:
    note = tmp_path / "stamp.json"

    write_stamp(note, packages="abc")
    assert read_stamp(note) == {"packages": "abc"}
    note.write_text('{"packages": "a')
    assert read_stamp(note) == {}
