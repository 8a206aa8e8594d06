package org.etcdrecovery.core.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Finds the real etcd binaries. Asking for a missing one skips the test, or fails it with {@code CI=true}. */
public final class Judges {
    private static final Map<String, String> ENVIRONMENT = System.getenv();

    private Judges() {}

    /** The server. */
    public static Path etcd(EtcdVersion version) {
        return find(version, "etcd");
    }

    public static Tool etcdctl(EtcdVersion version) {
        return new Tool(find(version, "etcdctl"));
    }

    /** Skips the test for 3.4, which has no etcdutl: see {@link #snapshotTool}. */
    public static Tool etcdutl(EtcdVersion version) {
        return new Tool(find(version, "etcdutl"));
    }

    /** The tool that has {@code snapshot status} and {@code snapshot restore}: etcdutl, or etcdctl in 3.4. */
    public static Tool snapshotTool(EtcdVersion version) {
        return version.hasEtcdutl() ? etcdutl(version) : etcdctl(version);
    }

    public static Tool bbolt() {
        return new Tool(find("BBOLT", cache().resolve("bbolt/1.5.0"), "bbolt"));
    }

    /**
     * Kubernetes' examples of its kinds, {@code GROUP.VERSION.KIND} with the endings .pb, .json and .yaml.
     *
     * @param release where they are: {@code MODULE/RELEASE}, as k8s.io/api has them
     */
    public static Path kubernetesFixtures(String release) {
        Path examples = cache().resolve("kubernetes").resolve(release);
        return Files.isDirectory(examples)
                ? examples
                : missing("no " + examples + ": run packaging/etcd/judges, which needs Go");
    }

    /** An S3-compatible server that accepts any credentials. */
    public static Path moto() {
        Path program = cache().resolve("moto/5.2.5/bin/moto_server");
        return Files.isExecutable(program)
                ? program
                : missing("no " + program + ": run packaging/etcd/judges, which needs Python");
    }

    /** A stricter one, which checks signatures. */
    public static Path versitygw() {
        return findOptional("versitygw", "versitygw/1.8.0/versitygw");
    }

    /** The API server of Kubernetes, which reads what a restored cluster holds. */
    public static Path kubeApiServer() {
        return findOptional("kube-apiserver", "kube-apiserver/1.35.4/kube-apiserver");
    }

    /** The kubectl of that API server. */
    public static Tool kubectl() {
        return new Tool(findOptional("kube-apiserver", "kube-apiserver/1.35.4/kubectl"));
    }

    /** Checks Kubernetes manifests against the schemas of its releases. */
    public static Tool kubernetesValidate() {
        Path program = cache().resolve("kubernetes-validate/1.37.0/bin/kubernetes-validate");
        return new Tool(Files.isExecutable(program)
                ? program
                : missing("no " + program + ": run packaging/etcd/judges, which needs Python"));
    }

    /**
     * The directory of what is built once per user: {@code $RECOVERY_CONSOLE_CACHE}, or a place in the user's cache.
     */
    static Path cache() {
        String own = ENVIRONMENT.get("RECOVERY_CONSOLE_CACHE");
        if (own != null && !own.isEmpty()) {
            return Path.of(own);
        }
        String xdg = ENVIRONMENT.get("XDG_CACHE_HOME");
        Path caches = xdg != null && !xdg.isEmpty() ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
        return caches.resolve("recovery-console-for-etcd");
    }

    private static Path find(EtcdVersion version, String tool) {
        String variable = "ETCD_" + version.minor().replace('.', '_');
        return find(variable, cache().resolve("etcd").resolve(version.full()), tool);
    }

    private static Path find(String variable, Path usual, String tool) {
        String chosen = ENVIRONMENT.get(variable);
        Path program = (chosen != null && !chosen.isEmpty() ? Path.of(chosen) : usual).resolve(tool).toAbsolutePath();
        if (Files.isExecutable(program)) {
            return program;
        }
        return missing("no " + program + ": run packaging/etcd/judges, or let " + variable
                + " name a directory that holds " + tool);
    }

    /** It takes too long to build for every run, so it may be missing in CI too. */
    private static Path findOptional(String judge, String path) {
        Path program = cache().resolve(path);
        return Files.isExecutable(program)
                ? program
                : Assumptions.abort("no " + program + ": run packaging/etcd/judges " + judge + ", which needs Go");
    }

    private static Path missing(String reason) {
        if ("true".equals(ENVIRONMENT.get("CI"))) {
            throw new AssertionError(reason);
        }
        return Assumptions.abort(reason);
    }
}
