package dev.berth.build.check;

import dev.berth.build.dockerfile.Dockerfile;
import dev.berth.build.dockerfile.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Checks that instructions are written as most of the file is, in capitals or in small letters. Arguments before the
 * first stage are not counted, as with docker.
 */
record CaseCheck(Findings findings, Dockerfile dockerfile) {

    /** Checks. */
    void run() {
        List<Source> all = new ArrayList<>();
        dockerfile.stages().forEach(stage -> {
            all.add(stage.from().source());
            stage.instructions().forEach(instruction -> all.add(instruction.source()));
        });
        long small = all.stream().filter(source -> small(source.keyword()).equals(source.keyword())).count();
        long large = all.stream().filter(source -> large(source.keyword()).equals(source.keyword())).count();
        for (Source source : all) {
            String keyword = source.keyword();
            if (!keyword.equals(small > large ? small(keyword) : large(keyword))) {
                findings.add(Rule.CONSISTENT_INSTRUCTION_CASING, source, "Command '" + keyword
                        + "' should match the case of the command majority ("
                        + (small > large ? "lowercase" : "uppercase") + ')');
            }
        }
    }

    private static String small(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static String large(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
