"""Colours and shapes of the window: one set of tokens per theme feeds the palette and the style sheet."""

from dataclasses import asdict, dataclass

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of a theme; text on its ground has a contrast of at least 4.5 to 1."""

    ground: str
    card: str
    raised: str
    line: str
    strong_line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_ground: str
    accent_text: str
    warn: str
    warn_ground: str
    danger: str
    danger_ground: str
    good: str
    good_ground: str
    flash: str


LIGHT = Tokens(
    ground="#eef2f5", card="#ffffff", raised="#f6f8fa", line="#d8e0e6", strong_line="#8295a3",
    text="#16242e", muted="#52636f", accent="#0b6478", on_accent="#ffffff", accent_ground="#e0f0f3",
    accent_text="#0a5566", warn="#7a4b00", warn_ground="#fff3d9", danger="#9c1d1d", danger_ground="#fdeceb",
    good="#1c6238", good_ground="#e4f3e9", flash="#fff0b8",
)  # fmt: skip
DARK = Tokens(
    ground="#12191f", card="#1a232b", raised="#222d36", line="#33414c", strong_line="#728695",
    text="#e7eef3", muted="#a9b8c3", accent="#5cc2d6", on_accent="#06222a", accent_ground="#17343d",
    accent_text="#8ad8e8", warn="#f3c66b", warn_ground="#3a2f15", danger="#ff9d96", danger_ground="#43201f",
    good="#84d3a1", good_ground="#17352a", flash="#55491c",
)  # fmt: skip
THEMES = {"light": LIGHT, "dark": DARK}

_SHEET = """
QMainWindow, QDialog, #page, #panelBody {{ background: {ground}; }}
QWidget {{ color: {text}; }}
QToolTip {{ color: {text}; background: {card}; border: 1px solid {strong_line}; padding: 4px; }}
QMenuBar {{ background: {card}; border-bottom: 1px solid {line}; padding: 2px 6px; }}
QMenuBar::item {{ padding: 5px 9px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {accent_ground}; color: {accent_text}; }}
QMenu {{ background: {card}; border: 1px solid {strong_line}; padding: 4px; }}
QMenu::item {{ padding: 5px 26px 5px 22px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent_ground}; color: {accent_text}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
#qt_calendar_navigationbar {{ background: {raised}; }}
QCalendarWidget QToolButton {{ color: {accent_text}; background: transparent; border: none;
    border-radius: 4px; padding: 4px 10px; font-weight: bold; }}
QCalendarWidget QToolButton:hover {{ background: {accent_ground}; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollBar:vertical {{ width: 9px; background: transparent; margin: 0; }}
QScrollBar::handle:vertical {{ background: {strong_line}; border-radius: 3px;
    min-height: 28px; margin: 1px; }}
QScrollBar:horizontal {{ height: 9px; background: transparent; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {strong_line}; border-radius: 3px;
    min-width: 28px; margin: 1px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {line}; width: 1px; }}
QFrame[role="card"] {{ background: {card}; border: 1px solid {line}; border-radius: 8px; }}
QFrame[role="field"] {{ border: none; border-left: 3px solid transparent; background: transparent; }}
QFrame[role="field"][tone="warn"] {{ border-left-color: {warn}; background: {warn_ground}; }}
QFrame[role="field"][tone="danger"] {{ border-left-color: {danger}; background: {danger_ground}; }}
QFrame[role="field"][tone="sought"] {{ border-left-color: {accent}; background: {accent_ground}; }}
QLabel[role="title"] {{ font-size: {title}px; font-weight: bold; }}
QLabel[role="group"] {{ font-size: {group}px; font-weight: bold; color: {accent_text}; }}
QLabel[role="muted"] {{ color: {muted}; font-size: {small}px; }}
QLabel[role="strong"] {{ font-weight: bold; }}
QLabel[role="warn"] {{ color: {warn}; font-size: {small}px; }}
QLabel[role="danger"] {{ color: {danger}; font-size: {small}px; }}
QLabel[role="echo"] {{ color: {accent_text}; font-size: {small}px; }}
QLabel[role="unit"] {{ color: {muted}; }}
QLineEdit, QComboBox, QPlainTextEdit, QTextEdit {{
    background: {card}; border: 1px solid {strong_line}; border-radius: 5px; padding: 3px 8px;
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QLineEdit, QComboBox {{ min-height: {control}px; }}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus {{
    border: 2px solid {accent}; padding: 2px 7px;
}}
QLineEdit[tone="danger"] {{ border: 2px solid {danger}; padding: 2px 7px; }}
QLineEdit[tone="warn"] {{ border: 2px solid {warn}; padding: 2px 7px; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{
    background: {card}; border: 1px solid {strong_line}; selection-background-color: {accent_ground};
    selection-color: {accent_text}; outline: none;
}}
QFrame[role="segments"] {{ border: 2px solid transparent; border-radius: 7px; }}
QFrame[role="segments"]:focus {{ border-color: {accent}; }}
QPushButton {{
    background: {card}; border: 1px solid {strong_line}; border-radius: 5px; padding: 4px 12px;
    min-height: {control}px;
}}
QPushButton:hover {{ background: {accent_ground}; border-color: {accent}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 3px 11px; }}
QPushButton:disabled {{ color: {muted}; background: {raised}; border-color: {line}; }}
QPushButton:checked {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton[role="primary"] {{ background: {accent}; color: {on_accent}; border-color: {accent};
    font-weight: bold; }}
QPushButton[role="primary"]:hover {{ background: {accent_text}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {text}; }}
QPushButton[role="primary"]:disabled {{ background: {raised}; color: {muted}; border-color: {line}; }}
QPushButton[role="segment"] {{ min-width: 24px; padding: 3px 9px; }}
QPushButton[role="segment"][possible="true"] {{
    background: {accent_ground}; color: {accent_text}; border: 2px dashed {accent};
}}
QPushButton[role="reason"] {{
    background: transparent; border: 1px solid transparent; color: {muted}; font-size: {small}px;
    padding: 3px 6px; min-height: {small_control}px; min-width: 14px;
}}
QPushButton[role="reason"]:hover {{ border-color: {strong_line}; color: {text}; }}
QPushButton[role="reason"]:focus {{ border: 2px solid {accent}; padding: 2px 5px; }}
QPushButton[role="reason"]:checked {{ background: {warn_ground}; color: {warn}; border-color: {warn}; }}
QPushButton[role="chip"] {{
    background: {raised}; border: 1px solid {line}; border-radius: 10px; color: {accent_text};
    font-size: {small}px; padding: 2px 9px; min-height: {small_control}px;
}}
QPushButton[role="chip"]:hover {{ border-color: {accent}; }}
QPushButton[role="chip"]:focus {{ border: 2px solid {accent}; padding: 1px 8px; }}
QPushButton[role="chip"]:checked {{ background: {accent}; color: {on_accent}; }}
QPushButton[role="link"] {{
    background: transparent; border: 1px solid transparent; color: {accent_text}; text-align: left;
    padding: 2px 4px; min-height: {small_control}px;
}}
QPushButton[role="link"]:hover {{ text-decoration: underline; }}
QPushButton[role="link"]:focus {{ border: 2px solid {accent}; padding: 1px 3px; }}
QPushButton[role="heading"] {{
    background: transparent; border: 1px solid transparent; color: {accent_text}; text-align: left;
    font-size: {group}px; font-weight: bold; padding: 2px 4px; min-height: {small_control}px;
}}
QPushButton[role="heading"]:focus {{ border: 2px solid {accent}; padding: 1px 3px; }}
#rail {{ background: {card}; border-right: 1px solid {line}; }}
QPushButton[role="step"] {{
    background: transparent; border: none; border-left: 4px solid transparent; border-radius: 0;
    text-align: left; padding: 6px 4px 6px 9px; min-height: {step}px;
}}
QPushButton[role="step"]:hover {{ background: {raised}; }}
QPushButton[role="step"]:checked {{
    background: {accent_ground}; color: {accent_text}; border-left-color: {accent}; font-weight: bold;
}}
QPushButton[role="step"]:focus {{ border: 2px solid {accent}; padding: 4px 6px 4px 8px; }}
#panel {{ background: {card}; border-left: 1px solid {line}; }}
QFrame[role="row"] {{ background: transparent; border: 1px solid transparent; border-radius: 5px; }}
QFrame[role="row"]:focus {{ border-color: {accent}; }}
QFrame[role="row"][flash="true"] {{ background: {flash}; }}
QFrame[role="row"][tone="warn"] {{ background: {warn_ground}; }}
#footer {{ background: {card}; border-top: 1px solid {line}; }}
QFrame[role="dictation"] {{ background: {accent_ground}; border: 1px solid {accent}; border-radius: 8px; }}
QFrame[role="line"] {{ background: transparent; border: none; border-bottom: 1px solid {line}; }}
QFrame[role="line"]:focus {{ background: {raised}; }}
QLabel[role="badge"] {{
    background: {raised}; color: {muted}; border: 1px solid {line}; border-radius: 4px; padding: 1px 5px;
    font-size: {small}px;
}}
QLabel[role="badge"][tone="accent"] {{ background: {accent_ground}; color: {accent_text};
    border-color: {accent}; }}
QLabel[role="badge"][tone="warn"] {{ background: {warn_ground}; color: {warn}; border-color: {warn}; }}
QLabel[role="badge"][tone="danger"] {{ background: {danger_ground}; color: {danger};
    border-color: {danger}; }}
QLabel[role="badge"][tone="good"] {{ background: {good_ground}; color: {good}; border-color: {good}; }}
QCheckBox {{ spacing: 6px; padding: 2px; border: 2px solid transparent; border-radius: 5px; }}
QCheckBox:focus {{ border-color: {accent}; }}
QCheckBox::indicator:unchecked {{
    background: {card}; border: 1px solid {strong_line}; border-radius: 2px; width: 11px; height: 11px;
}}
QToolButton[role="tool"] {{
    background: {card}; border: 1px solid {strong_line}; border-radius: 5px; padding: 4px 9px;
    min-height: {small_control}px;
}}
QToolButton[role="tool"]:hover {{ background: {accent_ground}; border-color: {accent}; }}
QToolButton[role="tool"]:focus {{ border: 2px solid {accent}; padding: 3px 8px; }}
QToolButton[role="tool"][popupMode="1"] {{ padding-right: 22px; }}
QToolButton[role="tool"][popupMode="1"]:focus {{ padding-right: 21px; }}
QToolButton[role="tool"]::menu-button {{ border: none; width: 18px; }}
QToolButton[role="tool"]:checked {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QListWidget {{
    background: {card}; border: 1px solid {strong_line}; border-radius: 5px; padding: 3px; outline: none;
}}
QListWidget:focus {{ border: 2px solid {accent}; padding: 2px; }}
"""


def style_sheet(theme: str, base: int) -> str:
    """Return the style sheet of a theme for a base type size in pixels."""
    sizes = {
        "small": base - 1, "group": base + 1, "title": base + 5, "control": base + 7,
        "small_control": base + 3, "step": base + 19,
    }  # fmt: skip
    return _SHEET.format(**asdict(THEMES[theme]), **sizes)


def palette(theme: str) -> QPalette:
    """Return the palette of a theme for what no style sheet reaches."""
    tokens = THEMES[theme]
    roles = QPalette.ColorRole
    colours = {
        roles.Window: tokens.ground, roles.WindowText: tokens.text, roles.Base: tokens.card,
        roles.AlternateBase: tokens.raised, roles.Text: tokens.text, roles.Button: tokens.card,
        roles.ButtonText: tokens.text,
        roles.Highlight: tokens.accent, roles.HighlightedText: tokens.on_accent,
        roles.PlaceholderText: tokens.muted, roles.ToolTipBase: tokens.card, roles.ToolTipText: tokens.text,
        roles.Link: tokens.accent_text, roles.Mid: tokens.line, roles.Light: tokens.card,
    }  # fmt: skip
    made = QPalette()
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    return made
