package dev.berth.terminal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Carries out control sequences (CSI) and answers the queries among them. */
final class ControlSequences {
    private static final int MAXIMUM_TITLES = 10;

    private final ScreenState state;
    private final EmulatorListener listener;
    private final Deque<String> titles = new ArrayDeque<>();

    ControlSequences(ScreenState state, EmulatorListener listener) {
        this.state = state;
        this.listener = listener;
    }

    void dispatch(Parameters parameters, int prefix, int intermediate, int finalByte) {
        if (intermediate != 0) {
            withIntermediate(parameters, prefix, intermediate, finalByte);
        } else if (prefix == 0) {
            plain(parameters, finalByte);
        } else if (prefix == '?') {
            questionMark(parameters, finalByte);
        } else {
            otherPrefix(parameters, prefix, finalByte);
        }
    }

    private void plain(Parameters parameters, int finalByte) {
        Cursor cursor = state.cursor;
        int count = parameters.atLeastOne(0);
        switch (finalByte) {
            case 'A' -> state.moveRows(-count);
            case 'B', 'e' -> state.moveRows(count);
            case 'C', 'a' -> state.moveTo(cursor.row, cursor.column + count);
            case 'D' -> state.moveTo(cursor.row, cursor.column - count);
            case 'E' -> {
                state.moveRows(count);
                state.moveTo(cursor.row, 0);
            }
            case 'F' -> {
                state.moveRows(-count);
                state.moveTo(cursor.row, 0);
            }
            case 'G', '`' -> state.moveTo(cursor.row, count - 1);
            case 'H', 'f' -> state.address(count - 1, parameters.atLeastOne(1) - 1);
            case 'I' -> tab(count);
            case 'Z' -> tab(-count);
            case 'd' -> state.address(count - 1, cursor.column);
            case 'b' -> state.repeat(count);
            case 'g' -> clearTabs(parameters.get(0, 0));
            case 'h', 'l' -> modes(parameters, true, finalByte == 'h');
            case 'm' -> SgrReader.apply(parameters, cursor.pen);
            case 'r' -> state.region(count - 1, parameters.get(1, 0) == 0 ? state.rows - 1 : parameters.get(1, 0) - 1);
            case 's' -> state.saveCursor();
            case 'u' -> state.restoreCursor();
            case 't' -> window(parameters);
            case 'n' -> status(parameters.get(0, 0), "");
            case 'c' -> {
                if (parameters.get(0, 0) == 0) {
                    primaryAttributes();
                }
            }
            default -> edit(parameters, count, finalByte);
        }
    }

    private void edit(Parameters parameters, int count, int finalByte) {
        Cursor cursor = state.cursor;
        Grid grid = state.grid();
        int back = state.eraseBack();
        switch (finalByte) {
            case '@' -> grid.insertCells(cursor.row, cursor.column, count, back);
            case 'P' -> grid.deleteCells(cursor.row, cursor.column, count, back);
            case 'X' -> grid.eraseCells(cursor.row, cursor.column,
                    Math.min(cursor.column + count, state.columns), back);
            case 'J' -> eraseDisplay(parameters.get(0, 0));
            case 'K' -> eraseLine(parameters.get(0, 0));
            case 'L' -> {
                if (state.insideRegion()) {
                    grid.scrollDown(cursor.row, state.bottom, count, back);
                    cursor.column = 0;
                }
            }
            case 'M' -> {
                if (state.insideRegion()) {
                    grid.deleteRows(cursor.row, state.bottom, count, back);
                    cursor.column = 0;
                }
            }
            case 'S' -> grid.scrollUp(state.top, state.bottom, count, back);
            case 'T', '^' -> {
                if (parameters.count() <= 1) {
                    grid.scrollDown(state.top, state.bottom, count, back);
                }
            }
            default -> {
                return;
            }
        }
        if (finalByte != 'S' && finalByte != 'T' && finalByte != '^') {
            cursor.pendingWrap = false;
        }
    }

    private void eraseDisplay(int what) {
        Cursor cursor = state.cursor;
        Grid grid = state.grid();
        int back = state.eraseBack();
        switch (what) {
            case 0 -> grid.erase(cursor.row, cursor.column, state.rows - 1, state.columns, back);
            case 1 -> grid.erase(0, 0, cursor.row, cursor.column + 1, back);
            case 2 -> grid.erase(0, 0, state.rows - 1, state.columns, back);
            case 3 -> state.scrollback.clear();
            default -> {
                // Not known.
            }
        }
    }

    private void eraseLine(int what) {
        int row = state.cursor.row;
        int from = what == 0 ? state.cursor.column : 0;
        int to = what == 1 ? state.cursor.column + 1 : state.columns;
        if (what >= 0 && what <= 2) {
            state.grid().eraseCells(row, from, to, state.eraseBack());
        }
    }

    private void tab(int count) {
        int column = state.cursor.column;
        for (int i = 0; i < Math.min(Math.abs(count), state.columns); i++) {
            column = count > 0 ? state.tabs.next(column) : state.tabs.previous(column);
        }
        state.moveTo(state.cursor.row, column);
    }

    private void clearTabs(int what) {
        if (what == 0) {
            state.tabs.set(state.cursor.column, false);
        } else if (what == 3) {
            state.tabs.clear();
        }
    }

    private void modes(Parameters parameters, boolean ansi, boolean on) {
        for (int i = 0; i < parameters.count(); i++) {
            int number = parameters.get(i, 0);
            if (number == 1048 && !ansi) {
                if (on) {
                    state.saveCursor();
                } else {
                    state.restoreCursor();
                }
            }
            Optional<Mode> mode = Modes.find(number, ansi);
            if (mode.isPresent()) {
                state.mode(mode.get(), on);
            }
        }
    }

    private void questionMark(Parameters parameters, int finalByte) {
        switch (finalByte) {
            case 'h', 'l' -> modes(parameters, false, finalByte == 'h');
            case 'J' -> {
                eraseDisplay(parameters.get(0, 0));
                state.cursor.pendingWrap = false;
            }
            case 'K' -> {
                eraseLine(parameters.get(0, 0));
                state.cursor.pendingWrap = false;
            }
            case 'n' -> status(parameters.get(0, 0), "?");
            case 'u' -> reply("\u001b[?" + state.keyboard().current() + "u");
            default -> {
                // Not known.
            }
        }
    }

    private void otherPrefix(Parameters parameters, int prefix, int finalByte) {
        int first = parameters.get(0, 0);
        switch (prefix << 8 | finalByte) {
            case '>' << 8 | 'u' -> state.keyboard().push(first);
            case '<' << 8 | 'u' -> state.keyboard().pop(parameters.atLeastOne(0));
            case '=' << 8 | 'u' -> state.keyboard().change(first, parameters.get(1, 1));
            case '>' << 8 | 'm' -> {
                if (parameters.count() == 0 || first == 4) {
                    state.modifyOtherKeys = Math.min(parameters.get(1, 0), 2);
                }
            }
            case '>' << 8 | 'n' -> {
                if (first == 4) {
                    state.modifyOtherKeys = 0;
                }
            }
            case '>' << 8 | 'c' -> reply("\u001b[>1;10;0c");
            case '>' << 8 | 'q' -> {
                if (first == 0) {
                    reply("\u001bP>|Berth\u001b\\");
                }
            }
            default -> {
                // Not known.
            }
        }
    }

    private void withIntermediate(Parameters parameters, int prefix, int intermediate, int finalByte) {
        if (intermediate == ' ' && finalByte == 'q' && prefix == 0) {
            int shape = parameters.get(0, 0);
            state.cursorShape = shape <= 6 ? shape : 0;
        } else if (intermediate == '!' && finalByte == 'p' && prefix == 0) {
            state.softReset();
        } else if (intermediate == '$' && finalByte == 'p') {
            int number = parameters.get(0, 0);
            Optional<Mode> mode = Modes.find(number, prefix == 0);
            int value = mode.isEmpty() ? 0 : state.modes.has(mode.get()) ? 1 : 2;
            reply("\u001b[" + (prefix == 0 ? "" : "?") + number + ";" + value + "$y");
        }
    }

    /** DA1: a VT220 with colour. */
    void primaryAttributes() {
        reply("\u001b[?62;22c");
    }

    private void status(int what, String marker) {
        if (what == 5 && marker.isEmpty()) {
            reply("\u001b[0n");
        } else if (what == 6) {
            int row = state.cursor.row - (state.modes.has(Mode.ORIGIN) ? state.top : 0);
            reply("\u001b[" + marker + (row + 1) + ";" + (state.cursor.column + 1) + "R");
        }
    }

    private void window(Parameters parameters) {
        switch (parameters.get(0, 0)) {
            case 18 -> reply("\u001b[8;" + state.rows + ";" + state.columns + "t");
            case 22 -> {
                if (titles.size() < MAXIMUM_TITLES) {
                    titles.push(state.title);
                }
            }
            case 23 -> {
                if (!titles.isEmpty()) {
                    state.title = titles.pop();
                    listener.title(state.title);
                }
            }
            default -> {
                // Moving and resizing the window is not a child's business.
            }
        }
    }

    private void reply(String answer) {
        listener.reply(answer.getBytes(StandardCharsets.US_ASCII));
    }
}
