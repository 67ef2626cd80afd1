package dev.berth.console;

import dev.berth.console.TextOverlay.Entry;
import java.util.ArrayList;
import java.util.List;

/** The keys, from the table that the console itself goes by: those of the page first. */
final class Help {
    private final List<Entry> entries = new ArrayList<>();

    private Help() {
    }

    static Overlay of(List<Scope> scopes, String detachKeys) {
        Help help = new Help();
        for (Scope scope : scopes) {
            help.section(scope);
        }
        for (Scope scope : Scope.values()) {
            if (!scopes.contains(scope)) {
                help.section(scope);
            }
        }
        help.heading("In an attached container or shell");
        help.entries.add(new Entry(detachKeys, "Back to the console; the program goes on", Role.DIALOG));
        return new TextOverlay("Keys", help.entries);
    }

    private void section(Scope scope) {
        heading(scope.title());
        for (Binding binding : KeyTable.bindings()) {
            if (binding.scope() == scope) {
                entries.add(new Entry(String.join(" ", binding.keys()), binding.help(), Role.DIALOG));
            }
        }
    }

    private void heading(String title) {
        if (!entries.isEmpty()) {
            entries.add(new Entry("", "", Role.DIALOG));
        }
        entries.add(new Entry("", title, Role.HEADER));
    }
}
