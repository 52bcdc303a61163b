"""Qt's own words in the language of the screen: menus of a text, file and print dialogs, calendars."""

from functools import cache

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_LOCALES = {
    "zh": QLocale(QLocale.Language.Chinese, QLocale.Country.China),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


def speak(language: str) -> None:
    """Let Qt speak a language; where its words are missing it goes on in English."""
    QLocale.setDefault(_LOCALES[language])
    app = QCoreApplication.instance()
    if app is None:
        return
    for other, locale in _LOCALES.items():
        translator = _translator(locale.name())
        if other == language:
            app.installTranslator(translator)
        else:
            app.removeTranslator(translator)


@cache
def _translator(name: str) -> QTranslator:
    made = QTranslator()
    made.load(f"qtbase_{name}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return made
