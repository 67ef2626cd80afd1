package dev.berth.api.translation;

import dev.berth.docker.DeviceMapping;
import dev.berth.docker.HostConfig;
import dev.berth.profile.ProfileBuilder;
import dev.berth.profile.Security;
import dev.berth.profile.form.FormException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Capabilities, security options, masked paths, devices and kernel parameters. */
final class SecurityTranslator {
    private SecurityTranslator() {
    }

    static void security(HostConfig host, ProfileBuilder profile) {
        if (host.privileged()) {
            profile.security().privileged(true);
        }
        if (host.readonlyRootfs()) {
            profile.security().readOnly(true);
        }
        if (!host.capAdd().isEmpty() || !host.capDrop().isEmpty()) {
            profile.security().capabilities(
                    new Security.Capabilities(capabilities(host.capDrop()), capabilities(host.capAdd())));
        }
        List<String> labels = new ArrayList<>();
        for (String option : host.securityOpt()) {
            option(option, profile, labels);
        }
        if (!labels.isEmpty()) {
            profile.security().selinux(String.join(",", labels));
        }
        // --security-opt systempaths=unconfined arrives as two empty lists.
        if (host.maskedPaths().isPresent() && host.maskedPaths().get().isEmpty()
                && host.readonlyPaths().isPresent() && host.readonlyPaths().get().isEmpty()) {
            profile.security().unmasked(true);
        } else {
            host.maskedPaths().filter(p -> !p.isEmpty()).ifPresent(profile.security()::masked);
            host.readonlyPaths().filter(p -> !p.isEmpty()).ifPresent(profile.security()::readonly);
        }
        if (!host.devices().isEmpty()) {
            List<String> devices = new ArrayList<>();
            for (DeviceMapping device : host.devices()) {
                devices.add(device(device));
            }
            profile.security().devices(devices);
        }
        if (!host.deviceCgroupRules().isEmpty()) {
            profile.security().deviceRules(host.deviceCgroupRules());
        }
        host.sysctls().forEach(profile.security()::sysctl);
    }

    private static List<String> capabilities(List<String> names) {
        List<String> plain = new ArrayList<>();
        for (String name : names) {
            String upper = name.toUpperCase(Locale.ROOT);
            plain.add(upper.startsWith("CAP_") ? upper.substring(4) : upper);
        }
        return plain;
    }

    private static void option(String text, ProfileBuilder profile, List<String> labels) {
        int equals = text.indexOf('=');
        int at = equals >= 0 ? equals : text.indexOf(':');
        String key = at < 0 ? text : text.substring(0, at);
        String value = at < 0 ? "" : text.substring(at + 1);
        switch (key) {
            case "no-new-privileges" -> profile.security().noNewPrivileges(truth(text, value));
            case "seccomp" -> profile.security().seccomp(value.equals("builtin") ? "default" : value);
            case "apparmor" -> profile.security().apparmor(value);
            case "label" -> labels.add(value);
            case "systempaths" -> {
                if (!value.equals("unconfined")) {
                    throw new FormException("invalid --security-opt 2: \"" + text + "\"");
                }
                profile.security().unmasked(true);
            }
            default -> throw new FormException("invalid --security-opt 2: \"" + text + "\"");
        }
    }

    private static boolean truth(String option, String value) {
        return switch (value) {
            case "", "true" -> true;
            case "false" -> false;
            default -> throw new FormException("invalid --security-opt: \"" + option + "\"");
        };
    }

    private static String device(DeviceMapping device) {
        String inside = device.pathInContainer().isEmpty() ? device.pathOnHost() : device.pathInContainer();
        String permissions = device.cgroupPermissions().isEmpty() ? "rwm" : device.cgroupPermissions();
        return device.pathOnHost() + ":" + inside + ":" + permissions;
    }
}
