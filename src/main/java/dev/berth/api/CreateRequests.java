package dev.berth.api;

import dev.berth.api.translation.ContainerTranslator;
import dev.berth.docker.ContainerCreate;
import dev.berth.docker.DockerJson;
import dev.berth.docker.HostConfig;
import dev.berth.engine.CreateRequest;
import dev.berth.profile.ProfileException;
import dev.berth.profile.form.FormException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads create requests: Docker's settings become flags, laid over the profile that {@code Berth} names. */
final class CreateRequests {
    private final DockerJson json;

    CreateRequests(DockerJson json) {
        this.json = json;
    }

    /**
     * The request in an exchange's body.
     *
     * @throws ApiError when it is no JSON, or settings make no sense together
     */
    CreateRequest read(Exchange exchange, Optional<String> name) throws ApiError, IOException {
        byte[] text = exchange.bodyBytes();
        String request = new String(text, StandardCharsets.UTF_8);
        try {
            DeviceRequests.refuse(json, request);
            ContainerCreate create = ContainerCreate.fromJson(json, text);
            Optional<String> profile = create.berth().flatMap(b -> b.profile()).filter(p -> !p.isEmpty());
            Optional<CreateRequest.ProfileText> inline = create.berth().flatMap(b -> b.profileText())
                    .map(t -> new CreateRequest.ProfileText(profile.map(p -> p + ".toml").orElse("profile"), t));
            return new CreateRequest(name.map(n -> n.startsWith("/") ? n.substring(1) : n).filter(n -> !n.isEmpty()),
                    profile, inline, ContainerTranslator.flags(create), create.config().stdinOnce(),
                    request,
                    create.hostConfig().map(HostConfig::volumesFrom).orElse(List.of()));
        } catch (ProfileException | FormException e) {
            throw ApiError.badParameter(e.getMessage());
        } catch (IllegalArgumentException e) {
            throw ApiError.badParameter("invalid JSON: " + e.getMessage());
        }
    }
}
