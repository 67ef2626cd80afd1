package dev.berth.session;

/** Something that was registered; closing takes it away again. */
public interface Registration extends AutoCloseable {
    @Override
    void close();
}
