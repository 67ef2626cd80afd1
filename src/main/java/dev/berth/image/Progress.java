package dev.berth.image;

/**
 * Who wants to hear how a long piece of work goes on; the API makes Docker's JSON messages of it. May be
 * called from several threads at once.
 */
public interface Progress {

    /** Nobody. */
    Progress NONE = new Progress() {
        @Override
        public void status(String message) {
        }

        @Override
        public void part(String id, String action, long current, long total) {
        }
    };

    /**
     * A line about the whole.
     *
     * @param message for example {@code Digest: sha256:…}
     */
    void status(String message);

    /**
     * How a part (a layer) goes on.
     *
     * @param id twelve digits of the layer's digest, or a tag
     * @param action docker's words: {@code Pulling fs layer}, {@code Downloading}, {@code Verifying Checksum},
     *     {@code Download complete}, {@code Extracting}, {@code Pull complete}, {@code Already exists},
     *     {@code Pushing}, {@code Pushed}, {@code Layer already exists}, {@code Mounted from x}, {@code Loading layer}
     * @param current bytes done, -1 where there is nothing to count
     * @param total bytes in all, -1 if not known
     */
    void part(String id, String action, long current, long total);
}
