package dev.berth.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.berth.terminal.Mode;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The mouse, the palette and the help. */
class ConsoleInputTest extends ConsoleFixture {
    @Test
    void theMouseSelectsOpensScrollsAndPressesButtons() throws Exception {
        open();
        await("it is told of the mouse", () -> terminal.isOn(Mode.MOUSE_BUTTONS) && terminal.isOn(Mode.MOUSE_SGR));
        click(3, 5);
        awaitScreen("2 of 3 containers");
        terminal.type("\u001b[<65;5;5M");
        awaitScreen("3 of 3 containers");
        terminal.type("\u001b[<64;5;5M");
        awaitScreen("1 of 3 containers");
        click(0, line(0).indexOf("2 Images"));
        awaitScreen("No images.");
        click(0, line(0).indexOf("1 Containers"));
        awaitScreen("1 of 3 containers");
        click(1, 2);
        awaitScreen("NAME↑");
        click(23, line(23).indexOf("d Remove"));
        awaitScreen("Remove web?");
        int row = rowOf(" Cancel ");
        click(2, 2);
        Thread.sleep(100);
        awaitScreen("Remove web?");
        click(row, line(row).indexOf(" Remove ") + 1);
        awaitCall("remove id-web");
        click(3, 5);
        click(3, 5);
        awaitCall("logs id-job");
        terminal.type("qm");
        await("it is the terminal's", () -> !terminal.isOn(Mode.MOUSE_BUTTONS));
        terminal.type("mq");
        assertEquals(Console.Exit.QUIT, exit.get(10, TimeUnit.SECONDS));
        assertFalse(terminal.isOn(Mode.MOUSE_BUTTONS) || terminal.isOn(Mode.MOUSE_SGR));
    }

    @Test
    void thePaletteFindsViewsActionsAndThemesByTheirNames() throws Exception {
        Files.writeString(themes.resolve("mine.toml"), "text = \"green\"\n");
        open();
        terminal.type(":");
        awaitScreen("Commands");
        terminal.type("vol\r");
        awaitScreen("No volumes.");
        terminal.type(":cont\r");
        awaitScreen("1 of 3 containers");
        terminal.type(":clipboard");
        await("a key of two scopes is one command", () -> terminal.screen().split("Copy its name", -1).length == 2);
        terminal.type("\u001b");
        await("gone", () -> !terminal.screen().contains("Commands"));
        terminal.type(":resta");
        awaitScreen("Restart it");
        terminal.type("\r");
        awaitScreen("Restart web?");
        terminal.type("\u001b");
        await("gone", () -> !terminal.screen().contains("Restart web?"));
        terminal.type(":theme mine");
        terminal.type("\r");
        await("the theme is in use", () -> !terminal.screen().contains("Commands"));
        terminal.type("t");
        awaitScreen("Theme: dark");
    }

    @Test
    void theHelpNamesEveryKey() throws Exception {
        terminal.resize(130, 100);
        open();
        terminal.type("?");
        awaitScreen("Keys");
        for (Binding binding : KeyTable.bindings()) {
            awaitScreen(String.join(" ", binding.keys()));
            awaitScreen(binding.help());
        }
        terminal.type("q");
        awaitScreen("1 of 3 containers");
        assertFalse(exit.isDone());
    }
}
