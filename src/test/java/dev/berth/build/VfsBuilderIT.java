package dev.berth.build;

/** As {@link BuilderIT}, where no overlay is possible. */
class VfsBuilderIT extends BuilderIT {

    @Override
    String driver() {
        return "vfs";
    }
}
