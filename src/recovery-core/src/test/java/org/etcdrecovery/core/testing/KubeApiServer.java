package org.etcdrecovery.core.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real kube-apiserver on loopback, over an etcd. Closing it stops it. */
public final class KubeApiServer implements AutoCloseable {
    private static final long START_SECONDS = 120;
    private static final String TOKEN = "not-for-production";

    private final Process process;
    private final Path log;
    private final Thread atExit;
    private final Tool kubectl;

    private KubeApiServer(Process process, Path log, Tool kubectl) {
        this.process = process;
        this.log = log;
        this.kubectl = kubectl;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts one and waits until it is ready.
     *
     * @param etcd      a client URL of the etcd that it reads and writes
     * @param directory a directory for its certificates and its log
     */
    public static KubeApiServer start(URI etcd, Path directory) throws IOException {
        Path key = Files.writeString(directory.resolve("service-account.key"), privateKey());
        Path tokens = Files.writeString(directory.resolve("tokens.csv"), TOKEN + ",admin,admin,system:masters\n");
        // Without one of its own, kubectl would take the user's.
        Path config = Files.writeString(directory.resolve("kubeconfig"), "");
        int port = Member.freePort();
        Path log = directory.resolve("kube-apiserver.log");
        Process process = new ProcessBuilder(Judges.kubeApiServer().toString(), "--etcd-servers=" + etcd,
                "--bind-address=127.0.0.1", "--advertise-address=127.0.0.1", "--secure-port=" + port,
                "--cert-dir=" + directory.resolve("pki"), "--token-auth-file=" + tokens,
                "--authorization-mode=RBAC", "--service-cluster-ip-range=10.96.0.0/16",
                "--service-account-issuer=https://127.0.0.1", "--service-account-key-file=" + key,
                "--service-account-signing-key-file=" + key,
                // Without a controller manager no namespace gets the account that it asks for.
                "--disable-admission-plugins=ServiceAccount")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Tool kubectl = Judges.kubectl()
                .with("--server=https://127.0.0.1:" + port, "--insecure-skip-tls-verify", "--token=" + TOKEN,
                        "--cache-dir=" + directory.resolve("kubectl"), "--kubeconfig=" + config);
        KubeApiServer server = new KubeApiServer(process, log, kubectl);
        try {
            server.awaitReady();
            return server;
        } catch (Throwable e) {
            server.close();
            throw e;
        }
    }

    /** Its kubectl, with every permission. */
    public Tool kubectl() {
        return kubectl;
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        Tool.Result asked = kubectl.run("get", "--raw=/readyz");
        while (asked.exitCode() != 0) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("kube-apiserver does not start: " + asked + "\n" + Files.readString(log));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            asked = kubectl.run("get", "--raw=/readyz");
        }
    }

    private static String privateKey() {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(keys.generateKeyPair().getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
