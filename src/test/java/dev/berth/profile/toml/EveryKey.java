package dev.berth.profile.toml;

/** A profile in which every key stands. */
final class EveryKey {

    static final String TEXT = """
        description = "d"
        image = "i"
        entrypoint = []
        command = ["a", "b"]
        workdir = "/w"
        user = "u:g"
        groups = ["audio", "5"]
        hostname = "h"
        domainname = "dn"
        name = "n-{n}"
        tty = false
        interactive = true
        init = true
        remove = false
        restart = "on-failure:5"
        stop_signal = "SIGQUIT"
        stop_timeout = "1m30s"
        shells = ["/bin/bash"]
        detach_keys = "ctrl-a"
        strict = true
        [env]
        LANG = "C.UTF-8"
        GONE = false
        [labels]
        "a.b" = "c"
        d.e = "f"
        [limits]
        memory = "256MiB"
        memory_low = "64m"
        memory_high = "1GB"
        swap = "unlimited"
        cpus = 1.5
        cpu_period = 100000
        cpu_quota = 50000
        cpu_weight = 100
        cpuset = "0-1,3"
        cpuset_mems = "0"
        pids = 128
        io_weight = 100
        io = [ { device = "/dev/sda", read = "50MiB/s", write = "20MiB/s", read_iops = 1000, write_iops = 5 } ]
        hugepages = { "2MB" = "64MiB" }
        oom_score = -100
        cgroup_parent = "/machine/tests"
        oom_kill_disable = false
        nofile = "4096:8192"
        core = 0
        memlock = "unlimited"
        cpu = "60"
        shm = "64MiB"
        [namespaces]
        pid = "private"
        ipc = "host"
        uts = "private"
        cgroup = "container:db"
        mount = { propagation = "rslave" }
        network = "container:db"
        user = { map = "0:100000:65536,65536:1:2" }
        time = { boottime = "-10s", monotonic = "500ms" }
        [security]
        privileged = false
        capabilities = { drop = ["ALL"], add = ["cap_chown"] }
        no_new_privileges = true
        seccomp = "default"
        apparmor = "berth-default"
        selinux = "type:container_t"
        landlock = { read = ["/usr"], write = ["/var"] }
        read_only = true
        masked = ["/proc/kcore"]
        readonly = ["/proc/sys"]
        unmasked = false
        devices = ["/dev/fuse:rwm"]
        device_rules = ["c 42:* rmw"]
        sysctls = { "net.core.somaxconn" = "1024", net.ipv4.ip_forward = "1" }
        [network]
        dns = ["127.0.0.1"]
        dns_search = ["example.org"]
        dns_options = ["ndots:1"]
        extra_hosts = ["a:127.0.0.1"]
        aliases = ["x"]
        [log]
        driver = "local"
        max_size = "10MiB"
        max_files = 3
        [health]
        command = "curl localhost"
        interval = "30s"
        timeout = "5s"
        start_period = "10s"
        start_interval = "1s"
        retries = 3
        [scale]
        min = 1
        max = 4
        cpu = "70%"
        cooldown = "30s"
        [[mounts]]
        type = "bind"
        source = "/srv"
        target = "/srv"
        read_only = true
        propagation = "rslave"
        recursive = false
        create = true
        options = ["nosuid"]
        [[mounts]]
        type = "tmpfs"
        target = "/run"
        size = "16MiB"
        mode = "1777"
        [[mounts]]
        type = "volume"
        target = "/anonymous"
        [[ports]]
        host = "[::1]:8080"
        container = 80
        [[ports]]
        host = 53
        container = 53
        protocol = "udp"
        [[ports]]
        container = 99
        """;

    private EveryKey() {
    }
}
