package dev.berth.image.registry;

import dev.berth.image.Digest;
import dev.berth.image.HostImage;
import dev.berth.image.Image;
import dev.berth.image.ImageConfig;
import dev.berth.image.InvalidImage;
import dev.berth.image.InvalidReference;
import dev.berth.image.Platform;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RegistryFailure;
import dev.berth.image.store.ImageStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Images that come from registries and go to them. */
public final class RegistryImages {

    private final ImageStore store;
    private final RegistrySettings settings;
    private final TokenCache tokens = new TokenCache();
    private final PushedLayers pushed;
    private final SharedPulls pulls;

    /**
     * Between registries and a store; one for each store.
     *
     * @param store where images go to and come from
     * @param settings the configuration
     */
    public RegistryImages(ImageStore store, RegistrySettings settings) {
        this.store = store;
        this.settings = settings;
        this.pushed = new PushedLayers(store.contents().blobs());
        this.pulls = new SharedPulls(store.contents());
    }

    /**
     * Asks a registry whether it takes a login.
     *
     * @param server a host, also with scheme and path; empty for Docker Hub
     * @param credentials who one is
     * @return an identity token to be kept instead of the password, if the registry gives such
     * @throws RegistryFailure if it does not take it, with status 401, or cannot be asked
     */
    public Optional<String> login(String server, Optional<Credentials> credentials) throws IOException {
        return LoginCheck.ask(server, access(credentials));
    }

    /**
     * Pulls an image from its registry and gives it the name.
     *
     * @param name without tag or digest {@code latest}
     * @param platform of an index with several; this machine's if not given
     * @param credentials who one is at the registry
     * @param progress hears how it goes on
     * @throws RegistryFailure if the registry does not give it
     * @throws InvalidImage if it is damaged or hostile
     */
    public Image pull(Reference name, Optional<Platform> platform, Optional<Credentials> credentials,
            Progress progress) throws IOException {
        if (name.familiarRepository().equals(HostImage.NAME)) {
            throw new InvalidReference("\"" + HostImage.NAME + "\" is the built-in image and cannot be pulled");
        }
        Puller puller = new Puller(store.contents(), store.catalog(), store.unpacking(), pulls,
                access(credentials));
        return store.get(puller.pull(name.withDefaultTag(), platform, progress).id().toString());
    }

    /**
     * Pushes an image to a registry.
     *
     * @param image one of this store
     * @param name where to, without tag {@code latest}
     * @param credentials who one is at the registry
     * @param progress hears how it goes on
     * @return the manifest's digest
     * @throws RegistryFailure if the registry does not take it
     */
    public Digest push(Image image, Reference name, Optional<Credentials> credentials, Progress progress)
            throws IOException {
        return new Pusher(store.contents(), store.catalog(), access(credentials), pushed).push(store.known(image),
                name.withDefaultTag(), progress);
    }

    /**
     * Looks for repositories.
     *
     * @param term a word for Docker Hub; {@code HOST/} for all repositories of a registry, {@code HOST/REPOSITORY} for
     *     its tags
     * @param limit results at most
     * @param credentials who one is
     * @throws RegistryFailure if the registry does not say
     */
    public List<RegistrySearch.Found> search(String term, int limit, Optional<Credentials> credentials)
            throws IOException {
        return new RegistrySearch(access(credentials)).search(term, limit);
    }

    /**
     * What a registry has under a name, without fetching it.
     *
     * @param name without tag or digest {@code latest}
     * @param credentials who one is
     * @throws RegistryFailure if there is nothing, or the registry does not say
     */
    public RegistryLook look(Reference name, Optional<Credentials> credentials) throws IOException {
        return RegistryLook.at(name.withDefaultTag(), access(credentials));
    }

    /**
     * The configuration of an image at its registry, without its layers.
     *
     * @param name without tag or digest {@code latest}
     * @param platform of an index with several; this machine's if not given
     * @param credentials who one is
     * @throws RegistryFailure if there is nothing, or the registry does not say
     */
    public ImageConfig configuration(Reference name, Optional<Platform> platform, Optional<Credentials> credentials)
            throws IOException {
        return RegistryLook.configuration(name.withDefaultTag(), platform.orElseGet(Platform::current),
                access(credentials));
    }

    /**
     * The tags that a registry has of a repository.
     *
     * @param name the repository
     * @param credentials who one is
     * @throws RegistryFailure if the registry does not say
     */
    public List<String> tagsAt(Reference name, Optional<Credentials> credentials) throws IOException {
        try (RegistryClient client = RegistryClient.toPull(name, access(credentials))) {
            return client.tags();
        }
    }

    private Access access(Optional<Credentials> credentials) {
        return new Access(settings, credentials, tokens);
    }
}
