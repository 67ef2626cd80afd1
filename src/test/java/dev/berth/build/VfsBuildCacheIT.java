package dev.berth.build;

/** As {@link BuildCacheIT}, where no overlay is possible. */
class VfsBuildCacheIT extends BuildCacheIT {

    @Override
    String driver() {
        return "vfs";
    }
}
