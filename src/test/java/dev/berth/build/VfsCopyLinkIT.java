package dev.berth.build;

/** As {@link CopyLinkIT}, where no overlay is possible. */
class VfsCopyLinkIT extends CopyLinkIT {

    @Override
    String driver() {
        return "vfs";
    }
}
