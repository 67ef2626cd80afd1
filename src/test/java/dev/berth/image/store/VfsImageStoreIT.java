package dev.berth.image.store;

/** As {@link ImageStoreIT}, where no overlay is possible. */
class VfsImageStoreIT extends ImageStoreIT {

    @Override
    String driver() {
        return "vfs";
    }
}
