"""Boards are found in the program and in a folder of one's own, and a wrong name is answered with the right ones."""

import shutil
from pathlib import Path

import pytest

from boardforms.catalogue import load_catalogue
from boardforms.errors import CannotWork, Unusable, WrongUsage
from escalation.definitions import FormReference

OWN = Path(__file__).parent / "boards"


def test_boards_of_ones_own_stand_beside_those_of_the_program(tmp_path: Path) -> None:
    shutil.copytree(OWN / "dyffryn", tmp_path / "dyffryn")
    assert {"dyffryn", "moray", "mscb"} <= set(load_catalogue(tmp_path).boards)


def test_a_board_that_does_not_exist_is_answered_with_the_nearest() -> None:
    with pytest.raises(WrongUsage, match=r"no board 'morray'. Did you mean 'moray'\? There are: .*mscb"):
        load_catalogue().board("morray")


def test_a_form_that_does_not_exist_is_answered_with_the_nearest() -> None:
    catalogue = load_catalogue()
    with pytest.raises(WrongUsage, match="Did you mean 'escalation-record'"):
        catalogue.form(catalogue.board("moray"), "escalation-recrod")


def test_a_folder_without_boards_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotWork, match=r"holds no board: a board is a folder there with a board\.toml"):
        load_catalogue(tmp_path)


def test_a_board_given_in_place_of_its_folder_is_told_apart() -> None:
    with pytest.raises(CannotWork, match="dyffryn is itself a board: give the folder that holds it"):
        load_catalogue(OWN / "dyffryn")


def test_whoever_forgot_the_folder_of_their_boards_is_reminded() -> None:
    with pytest.raises(WrongUsage, match="A board of your own is found with --boards FOLDER"):
        load_catalogue().board("dyffryn")
    with pytest.raises(WrongUsage, match=r"moray, [a-z, -]+\.$"):
        load_catalogue(OWN).board("lark-water")


def test_the_faults_of_all_boards_are_said_at_once(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "board.toml").write_text('nation = "Ruritania"\n')
    with pytest.raises(Unusable) as error:
        load_catalogue(tmp_path)
    assert "first" in str(error.value)
    assert "second" in str(error.value)


def test_a_return_finds_the_very_version_it_is_on() -> None:
    catalogue = load_catalogue()
    held = FormReference(board="moray", form="escalation-record", version="2023-08")
    found = catalogue.find(held)
    assert found is not None
    assert found.reference == held
    assert catalogue.find(held.model_copy(update={"version": "1999-01"})) is None
