package dev.berth.shell;

import dev.berth.docker.PortBinding;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;

/** {@code berth port}. */
@CommandLine.Command(name = "port",
        description = "List port mappings or a specific mapping for the container",
        customSynopsis = "CONTAINER [PRIVATE_PORT[/PROTO]]")
final class PortCommand extends Command {

    @Override
    protected int run(Context context) throws IOException {
        Map<String, List<PortBinding>> ports = context.client().containers().inspect(argument(0)).networkSettings()
                .ports();
        if (arguments().size() == 2) {
            String wanted = argument(1).indexOf('/') < 0 ? argument(1) + "/tcp" : argument(1);
            List<PortBinding> bindings = ports.getOrDefault(wanted, List.of());
            if (bindings.isEmpty()) {
                throw new CommandException("Error: No public port '" + argument(1) + "' published for " + argument(0));
            }
            for (PortBinding binding : bindings) {
                context.println(text(binding));
            }
            return 0;
        }
        for (Map.Entry<String, List<PortBinding>> port : new TreeMap<>(ports).entrySet()) {
            for (PortBinding binding : port.getValue()) {
                context.println(port.getKey() + " -> " + text(binding));
            }
        }
        return 0;
    }

    private static String text(PortBinding binding) {
        String ip = binding.hostIp();
        return (ip.indexOf(':') >= 0 ? '[' + ip + ']' : ip) + ':' + binding.hostPort();
    }
}
