package dev.berth;

/** Entry point of the jar. */
public final class Berth {
    private Berth() {
    }

    public static void main(String[] args) {
        System.out.println("berth");
    }
}
