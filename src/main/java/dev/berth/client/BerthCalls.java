package dev.berth.client;

import dev.berth.docker.BerthPlan;
import dev.berth.docker.ContainerCreate;
import dev.berth.docker.ImageLayer;
import dev.berth.docker.ImageProblem;
import dev.berth.docker.ProfileSummary;
import dev.berth.docker.ProfileText;
import dev.berth.docker.Session;
import dev.berth.docker.UsageSample;
import dev.berth.http.Query;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Berth's additions under {@code /berth}. Errors as for {@link ContainerCalls}; an engine that is not Berth answers 404
 * to all of them, see {@link #available}.
 */
public final class BerthCalls {
    private final Transport transport;

    BerthCalls(Transport transport) {
        this.transport = transport;
    }

    /** Whether the engine is Berth. */
    public boolean available() throws IOException {
        try {
            Answer answer = transport.openBare(Call.get("/_ping", new Query()));
            answer.bytes();
            return answer.head().headers().first("Berth-Version").isPresent();
        } catch (ApiException e) {
            return false;
        }
    }

    /** What all running containers use, in one stream, once a second. */
    public JsonStream<UsageSample> usage() throws IOException {
        return transport.stream(UsageSample.class, Call.get("/berth/stats", new Query().add("stream", "1")));
    }

    /** The same every so many seconds, 1 to 60. */
    public JsonStream<UsageSample> usage(int intervalSeconds) throws IOException {
        return transport.stream(UsageSample.class, Call.get("/berth/stats", new Query().add("stream", "1")
                .add("interval", Integer.toString(intervalSeconds))));
    }

    /** What all running containers use now. */
    public UsageSample usageOnce() throws IOException {
        return transport.read(UsageSample.class, Call.get("/berth/stats", new Query().add("stream", "0")));
    }

    /** The profiles that can be launched, by name. */
    public List<ProfileSummary> profiles() throws IOException {
        return transport.readList(ProfileSummary.class, Call.get("/berth/profiles", new Query()));
    }

    /** A profile's text. */
    public ProfileText profile(String name) throws IOException {
        return transport.read(ProfileText.class, Call.get("/berth/profiles/" + Query.encode(name), new Query()));
    }

    /** Keeps a profile under a name; refused when the text is not a profile. */
    public void saveProfile(String name, String text) throws IOException {
        transport.run(Call.of("PUT", "/berth/profiles/" + Query.encode(name), new Query())
                .json(transport.json().write(new ProfileText(name, text))));
    }

    /** A container's settings as a profile's text. */
    public ProfileText profileOf(String container) throws IOException {
        return transport.read(ProfileText.class,
                Call.get("/berth/containers/" + Query.encode(container) + "/profile", new Query()));
    }

    /** What a container made from this request would become in the kernel; nothing is made. */
    public BerthPlan plan(ContainerCreate request) throws IOException {
        return transport.read(BerthPlan.class,
                Call.post("/berth/plan", new Query()).json(request.toJson(transport.json())));
    }

    /**
     * Checks that images are whole.
     *
     * @param images which, all if there are none
     * @param repair whether what is broken is repaired
     * @return what is, or was, wrong
     */
    public List<ImageProblem> verifyImages(List<String> images, boolean repair) throws IOException {
        Query query = new Query().add("repair", repair ? "1" : "0");
        images.forEach(image -> query.add("image", image));
        return transport.readList(ImageProblem.class, Call.post("/berth/images/verify", query));
    }

    /**
     * What an image's layers do, the lowest first.
     *
     * @param image the image
     * @param layer the digest of the one whose paths are wanted; {@code all} for those of all, empty for none
     */
    public List<ImageLayer> imageLayers(String image, String layer) throws IOException {
        return transport.readList(ImageLayer.class, Call.get("/berth/images/" + Query.encode(image) + "/files",
                layer.isEmpty() ? new Query() : new Query().add("layer", layer)));
    }

    /** Exec sessions with a terminal, of one container or of all. */
    public List<Session> sessions(Optional<String> container) throws IOException {
        Query query = new Query();
        if (container.isPresent()) {
            query.add("container", container.get());
        }
        return transport.readList(Session.class, Call.get("/berth/sessions", query));
    }

    /**
     * Attaches again to a running exec session; its screen so far comes first.
     *
     * @param reference its id or {@code CONTAINER/NUMBER}
     * @param rows height of the terminal, 0 if not known
     * @param columns width of the terminal, 0 if not known
     */
    public HijackedStream attachSession(String reference, int rows, int columns) throws IOException {
        Query query = new Query();
        if (rows > 0 && columns > 0) {
            query.add("h", Integer.toString(rows)).add("w", Integer.toString(columns));
        }
        return transport.hijack(Call.post("/berth/sessions/" + Query.encode(reference) + "/attach", query), true);
    }
}
