/**
 * Sessions: a command that runs in this JVM on the terminal, pipes, directory and environment of somebody else.
 *
 * <p>The {@code berth} client (src/main/c/client) connects to {@code session.sock}, passes its descriptors 0, 1 and 2
 * and its request, forwards signals, and exits with the status that it is sent. Nothing here or above may use
 * {@code System.in}, {@code System.out}, {@code System.getenv} or the JVM's working directory: they are the engine's,
 * not the user's.
 *
 * <p>The wire: frames of {@code u8 type, 3 zero bytes, u32 length, payload}, little-endian, payload at most 1 MiB.
 * From the client: {@code R} request (see {@link dev.berth.session.SessionRequest}), {@code W} window size changed,
 * {@code G} signal (u8), {@code C} continued after a stop (u8: 0 in the background). To the client: {@code X} exit
 * (i32 status, text for standard error), {@code S} stop now (u8 signal: 20 SIGTSTP, 21 SIGTTIN), {@code H} its signal
 * has had its effect.
 */
package dev.berth.session;
