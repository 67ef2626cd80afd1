package dev.berth.shell;

import dev.berth.client.DockerClient;
import dev.berth.session.Registration;
import dev.berth.session.Session;
import dev.berth.session.Signal;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Sends the signals that a session receives to a container, as {@code --sig-proxy} wants where there is no terminal
 * that would turn keys into signals inside. A hang-up is not among them: containers outlive their connection.
 */
final class SignalProxy implements Registration {

    private static final String END = "";

    private final DockerClient client;
    private final String container;
    private final Registration registration;
    private final BlockingQueue<String> signals = new LinkedBlockingQueue<>();

    SignalProxy(Session session, DockerClient client, String container) {
        this.client = client;
        this.container = container;
        this.registration = session.onSignal(this::take);
        Thread thread = new Thread(null, this::work, "signals", 256 * 1024);
        thread.setDaemon(true);
        thread.start();
    }

    private boolean take(Signal signal) {
        if (signal == Signal.HUP || signal == Signal.TSTP || signal == Signal.CONT) {
            return false;
        }
        return signals.offer(signal.name());
    }

    private void work() {
        try {
            for (String signal = signals.take(); !signal.equals(END); signal = signals.take()) {
                try {
                    client.containers().kill(container, signal);
                } catch (IOException e) {
                    // it has ended meanwhile, or the engine is gone; either ends the session by itself
                    System.getLogger(SignalProxy.class.getName()).log(System.Logger.Level.DEBUG, "signal", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        registration.close();
        signals.offer(END);
    }
}
