package dev.berth.image;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The built-in image {@code host}: the machine's own root file system as a read-only lower layer. */
public final class HostImage {

    /** Its name. */
    public static final String NAME = "host";

    /** Its id: the SHA-256 of the four letters of its name, for there is no configuration to hash. */
    public static final ImageId ID = new ImageId(new Digest(
            "4740ae6347b0172c01254ff55bae5aff5199f4446e7f6d643d40185b3f475145"));

    /**
     * What containers on it do not see unless their profile asks: passwords, keys, people's files, what guards root's
     * rights, and the data of container engines (another container's files are in there). A name that ends in
     * {@code *} stands for all that begin so. The engine adds its own data and run directories.
     */
    public static final List<String> MASKED = List.of(
            "/etc/shadow*", "/etc/gshadow*", "/etc/.pwd.lock", "/etc/security/opasswd*",
            "/etc/ssh/ssh_host_*", "/etc/ssl/private", "/etc/pki/tls/private", "/etc/letsencrypt", "/etc/krb5.keytab",
            "/etc/sudoers*", "/etc/polkit-1", "/etc/ppp", "/etc/wireguard", "/etc/openvpn", "/etc/ipsec.secrets",
            "/etc/NetworkManager/system-connections", "/etc/netplan", "/etc/wpa_supplicant", "/etc/crypttab",
            "/etc/cryptsetup-keys.d", "/etc/credstore", "/etc/credstore.encrypted", "/etc/docker", "/etc/containerd",
            "/etc/kubernetes", "/etc/rancher",
            "/root", "/home", "/boot", "/lost+found", "/srv", "/mnt", "/media",
            "/var/lib/berth", "/run/berth", "/var/lib/docker", "/var/lib/containerd", "/var/lib/containers",
            "/var/lib/kubelet", "/var/lib/rancher", "/var/lib/lxc", "/var/lib/lxd", "/var/lib/incus",
            "/var/lib/machines", "/var/lib/portables", "/var/lib/libvirt", "/var/lib/cloud", "/var/lib/systemd",
            "/var/lib/dhcp", "/var/lib/NetworkManager", "/var/lib/postgresql", "/var/lib/mysql", "/var/lib/redis",
            "/var/lib/jenkins", "/var/lib/private", "/var/backups", "/var/log", "/var/mail", "/var/spool",
            "/var/crash");

    private HostImage() {
    }

    /** The image. */
    public static Image image() {
        return new Image(ID, ID.digest(), List.of(), List.of(), new ImageConfig(Optional.empty(),
                List.of("PATH=" + ImageConfig.DEFAULT_PATH), List.of(), List.of("/bin/sh"), Optional.empty(),
                java.util.Map.of(), java.util.Set.of(), java.util.Set.of(), Optional.empty(), Optional.empty(),
                Optional.empty(), List.of(), Platform.current()), List.of(), List.of(), Instant.EPOCH,
                Optional.empty(), Optional.of("The machine's own root file system"), 0);
    }
}
