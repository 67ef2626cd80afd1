package dev.berth.image.store;

/** As {@link CommitIT}, where no overlay is possible. */
class VfsCommitIT extends CommitIT {

    @Override
    String driver() {
        return "vfs";
    }
}
