package dev.berth.shell.copy;

import dev.berth.shell.CommandException;

/**
 * Where an archive is unpacked, and what its entries are called there.
 *
 * @param directory where
 * @param from how their names begin in the source's archive
 * @param to what takes the place of that
 */
public record CopyPlan(String directory, String from, String to) {

    /**
     * Docker's rules for a source and a destination.
     *
     * @throws CommandException if the two do not fit, in docker's words
     */
    public static CopyPlan of(CopyEnd source, CopyEnd destination) {
        if (destination.exists() && destination.directory()) {
            return new CopyPlan(destination.path(), "", "");
        } else if (destination.exists() && source.directory()) {
            throw new CommandException("cannot copy directory");
        } else if (!destination.exists() && !source.directory() && CopyEnd.namesDirectory(destination.path())) {
            throw new CommandException("no such directory");
        }
        String name = source.archiveName();
        // the entries of a root directory's archive begin with the slash itself
        return new CopyPlan(CopyEnd.parent(destination.path()), name.equals("/") ? "" : name,
                CopyEnd.base(destination.path()));
    }

    /** What an entry is called. */
    public String renamed(String entry) {
        if (to.isEmpty()) {
            return entry;
        }
        return entry.startsWith(from) ? to + entry.substring(from.length()) : entry;
    }
}
