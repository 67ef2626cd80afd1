package dev.berth.build;

/** As {@link RunMountsIT}, where no overlay is possible. */
class VfsRunMountsIT extends RunMountsIT {

    @Override
    String driver() {
        return "vfs";
    }
}
