package dev.berth.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An open segment of a log. Its bytes stay readable when the monitor removes its file.
 *
 * @param number its number, which is its file's name
 * @param file its file
 */
record LogSegment(int number, FileChannel file) {

    /**
     * Opens one.
     *
     * @param directory the log
     * @param number which one
     * @return nothing if it is not there, or not any more
     */
    static Optional<LogSegment> open(Path directory, int number) throws IOException {
        try {
            return Optional.of(new LogSegment(number,
                    FileChannel.open(directory.resolve(Integer.toString(number)), StandardOpenOption.READ)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * The numbers of the segments that are there, ascending.
     *
     * @param directory the log, which need not be there
     */
    static int[] numbers(Path directory) throws IOException {
        int[] found = new int[8];
        int count = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                OptionalInt number = number(file.getFileName().toString());
                if (number.isPresent()) {
                    if (count == found.length) {
                        found = Arrays.copyOf(found, 2 * count);
                    }
                    found[count++] = number.getAsInt();
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return new int[0];
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        int[] numbers = Arrays.copyOf(found, count);
        Arrays.sort(numbers);
        return numbers;
    }

    /**
     * The number that a file's name is.
     *
     * @param name a file's name
     * @return nothing if it is no segment's
     */
    static OptionalInt number(String name) {
        if (name.isEmpty() || name.length() > 9 || name.charAt(0) == '0') {
            return OptionalInt.empty();
        }
        int number = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < '0' || c > '9') {
                return OptionalInt.empty();
            }
            number = 10 * number + c - '0';
        }
        return OptionalInt.of(number);
    }

    /**
     * Fills a buffer from its beginning, as far as there are bytes.
     *
     * @param into cleared here
     * @param from where in the segment
     * @param most how many bytes at most
     * @return how many there are
     */
    int read(ByteBuffer into, long from, int most) throws IOException {
        into.clear().limit(Math.min(most, into.capacity()));
        while (into.hasRemaining()) {
            if (file.read(into, from + into.position()) <= 0) {
                break;
            }
        }
        int count = into.position();
        into.clear();
        return count;
    }

    /** How many bytes it has. */
    long size() throws IOException {
        return file.size();
    }

    void close() {
        try {
            file.close();
        } catch (IOException e) {
            // a file that was only read has nothing to lose
            System.getLogger(LogSegment.class.getName()).log(System.Logger.Level.DEBUG, "closing a log segment", e);
        }
    }
}
