package dev.berth.isolation.cgroup;

import dev.berth.profile.Limits;
import java.util.Map;

/** The huge page limits of v1 (cgroup-v1/hugetlb.rst) and v2 (cgroup-v2.rst, "HugeTLB"). */
final class Hugetlb implements Controller {

    private final String limit;

    /**
     * Of one version.
     *
     * @param limit how its files end that hold a limit
     */
    Hugetlb(String limit) {
        this.limit = limit;
    }

    @Override
    public String name() {
        return "hugetlb";
    }

    @Override
    public boolean always() {
        return false;
    }

    @Override
    public void settings(Limits limits, SettingList into) throws CgroupException {
        for (Map.Entry<String, Long> pages : limits.hugepages().entrySet()) {
            String file = "hugetlb." + pages.getKey() + '.' + limit;
            if (!into.has(file)) {
                throw new CgroupException("limits.hugepages: this kernel has no huge pages of " + pages.getKey());
            }
            into.set(file, pages.getValue(), "limits.hugepages." + pages.getKey());
        }
    }

    @Override
    public void measure(GroupFiles files, Measurement into) {
        // no tool shows it
    }
}
