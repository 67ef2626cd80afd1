package dev.berth.kernel;

/** The machines that Berth knows. */
public enum Machine {
    /** 64-bit x86. */
    X86_64("x86_64", "amd64", 0xC000003E),
    /** 64-bit ARM. */
    AARCH64("aarch64", "arm64", 0xC00000B7);

    /** The one that this JVM runs on. */
    public static final Machine CURRENT = current(System.getProperty("os.arch"));

    private final String uname;
    private final String oci;
    private final int auditArch;

    Machine(String uname, String oci, int auditArch) {
        this.uname = uname;
        this.oci = oci;
        this.auditArch = auditArch;
    }

    /** As {@code uname -m} says it. */
    public String uname() {
        return uname;
    }

    /** As OCI images say it ({@code GOARCH}). */
    public String oci() {
        return oci;
    }

    /** {@code AUDIT_ARCH_*} of linux/audit.h, as seccomp filters see it. */
    public int auditArch() {
        return auditArch;
    }

    private static Machine current(String name) {
        return switch (name) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64", "arm64" -> AARCH64;
            default -> throw new IllegalStateException("Berth runs on x86-64 and aarch64, not on " + name);
        };
    }
}
