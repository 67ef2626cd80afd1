package dev.berth.console;

import java.io.IOException;
import java.nio.file.Path;

/** What a page can ask of the console around it. */
interface Desk {
    /** Shows another page over this one. */
    void open(Page page);

    /** Shows something in front that takes the keys. */
    void front(Overlay overlay);

    /** Shows the containers that use an image. */
    void containersOf(String image);

    /** Asks before something is done. */
    void confirm(Confirmation confirmation);

    /** Does something that waits for the engine, in another thread, and tells how it ended. */
    void work(String doing, String done, Work work);

    /** Connects the terminal to a process in full, until it ends or is detached. */
    void pass(Passage passage);

    /**
     * Asks what to launch.
     *
     * @param image the image to begin with, or an empty text
     */
    void launcher(String image);

    /** Makes a container and starts it. */
    void launch(Launch launch);

    /** Asks for a line of text. */
    void ask(Prompt prompt);

    /** Says something in the status line. */
    void say(String sentence, Role role);

    /** The file of a name that the user has typed. */
    Path file(String name);

    /** The engine. */
    Source source();

    /** Where work that waits is done. */
    Background background();

    /** Puts a text into the clipboard of the user's terminal. */
    void copy(String text);

    /** The command that was run last in a container, or an empty text. */
    String lastCommand();

    /** Remembers the command that is run in a container. */
    void lastCommand(String command);

    /** What is known of the engine. */
    LiveData data();

    /** Something that waits for the engine. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }
}
