package dev.berth.engine;

import dev.berth.engine.EngineException.Kind;
import dev.berth.profile.Profile;
import dev.berth.profile.ProfileException;
import dev.berth.profile.toml.ProfileLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Profiles from the engine's own directory and the shipped ones, or as text from the client. */
public final class FileProfiles implements ProfileSource {

    private final Path directory;

    /**
     * Profiles of an engine.
     *
     * @param directory its profiles; it need not be there
     */
    public FileProfiles(Path directory) {
        this.directory = directory;
    }

    @Override
    public Profile resolve(CreateRequest request) throws EngineException {
        if (request.profileName().isEmpty() && request.profileText().isEmpty()) {
            return request.flags();
        }
        try {
            // made only here: it brings the TOML reader, which is not small
            ProfileLoader loader = new ProfileLoader(directory);
            Profile profile = request.profileText().isPresent()
                    ? loader.load(request.profileText().get().toml(), request.profileText().get().file(), directory)
                    : loader.load(request.profileName().get());
            return request.flags().over(profile);
        } catch (ProfileException e) {
            throw new EngineException(Kind.BAD_PARAMETER, e.getMessage(), e);
        }
    }

    @Override
    public Optional<Profile> find(String name) throws EngineException {
        if (!Files.exists(directory.resolve(name + ".toml"))) {
            return Optional.empty();
        }
        return Optional.of(resolve(new CreateRequest(Optional.empty(), Optional.of(name), Optional.empty(),
                Profile.EMPTY, false, "")));
    }
}
