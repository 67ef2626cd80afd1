package dev.berth.console;

import dev.berth.kernel.WindowSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the console knows of an engine and can ask of it. Methods may be called by several threads and may wait. A
 * failure is an {@link IOException} whose message is a sentence to show.
 */
public interface Source {
    /** What the console is connected to, for its title. */
    String name();

    /** All containers, those that have ended too, newest first. */
    List<ContainerItem> containers() throws IOException;

    /** All images, one item for each name. */
    List<ImageItem> images() throws IOException;

    /** Whether the engine keeps profiles, as far as that is known; does not wait. */
    default boolean hasProfiles() {
        return true;
    }

    /** All profiles; none when the engine has no such thing. */
    List<ProfileItem> profiles() throws IOException;

    /** All volumes. */
    List<VolumeItem> volumes() throws IOException;

    /** What is to know of a container. */
    List<Detail> details(String container) throws IOException;

    /** What is to know of an image. */
    List<Detail> imageDetails(String image) throws IOException;

    /** The files in a container that differ from its image, with sizes that are not known. */
    List<FileItem> differences(String container) throws IOException;

    /** What is to know of a volume, with the containers that use it. */
    List<Detail> volumeDetails(String volume) throws IOException;

    /**
     * Calls whenever a container or an image may have changed, until it is closed or the connection ends.
     *
     * @param changed called in another thread
     * @param ended called in another thread when nothing more will come, not after closing
     */
    Subscription changes(Runnable changed, Consumer<String> ended) throws IOException;

    /**
     * Samples of what the running containers use, every few seconds.
     *
     * @param sampled called in another thread with all running containers
     * @param ended as in {@link #changes}
     */
    Subscription usage(Consumer<List<Usage>> sampled, Consumer<String> ended) throws IOException;

    /**
     * The processes of a container, every few seconds.
     *
     * @param sampled called in another thread
     * @param ended as in {@link #changes}; also when the container does not run
     */
    Subscription processes(String container, Consumer<Processes> sampled, Consumer<String> ended) throws IOException;

    /**
     * A container's output, the last lines first, then what follows.
     *
     * @param tail how many lines of what is there
     * @param timestamps whether each line begins with its time
     * @param output called in another thread with raw output of both streams; the array is the callee's
     * @param ended as in {@link #changes}; also when the container has ended
     */
    Subscription logs(String container, int tail, boolean timestamps, Consumer<byte[]> output,
            Consumer<String> ended) throws IOException;

    /**
     * Writes all of a container's output so far to a file.
     *
     * @param file must not exist yet
     * @return how many bytes
     */
    long saveLogs(String container, boolean timestamps, Path file) throws IOException;

    /**
     * Does something to an object.
     *
     * @param object a container's id, an image's reference or a volume's name
     */
    void perform(Verb verb, String object) throws IOException;

    /**
     * Removes all objects of a kind that nothing uses.
     *
     * @param named whether also those go to which somebody gave a name; containers always do
     */
    Pruned prune(Kind kind, boolean named) throws IOException;

    /** The steps that an image was made in, the newest first. */
    List<LayerItem> layers(String image) throws IOException;

    /**
     * What a layer of an image adds, changes and deletes.
     *
     * @param layer the layer's digest
     */
    List<FileItem> files(String image, String layer) throws IOException;

    /** A profile's text, a line each. */
    List<Detail> profileText(String profile) throws IOException;

    /** What a container from a profile would become in the kernel. */
    List<Detail> plan(String profile) throws IOException;

    /**
     * Creates a container; it does not run yet.
     *
     * @param size the terminal's size
     * @return its id
     */
    String create(Launch launch, WindowSize size) throws IOException;

    /** A connection to a container's process 1. */
    Connection attach(String container, WindowSize size) throws IOException;

    /**
     * A command in a container, on a terminal of its own.
     *
     * @param command the command and its arguments; none is a shell
     * @param terminalType the terminal's {@code TERM}, where it is known
     */
    Connection execute(String container, List<String> command, WindowSize size, Optional<String> terminalType)
            throws IOException;

    /** The shells and other exec sessions with a terminal that run in a container; none where an engine keeps none. */
    List<SessionItem> sessions(String container) throws IOException;

    /** A connection to a session that runs already. */
    Connection resume(String session, WindowSize size) throws IOException;

    /** Something that goes on until it is closed. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
