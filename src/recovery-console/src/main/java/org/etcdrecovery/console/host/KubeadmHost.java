package org.etcdrecovery.console.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.etcdrecovery.core.files.SmallFile;

/**
 * How clients reach etcd on a host that runs it as a static pod. Source of the places: kubeadm, {@code
 * cmd/kubeadm/app/constants/constants.go}.
 *
 * @param endpoints   the client URLs
 * @param ca          the CA certificate
 * @param certificate a certificate for clients that this user may use
 * @param key         its private key
 */
public record KubeadmHost(String endpoints, String ca, String certificate, String key) {
    private static final int LARGEST_MANIFEST = 1 << 20;
    private static final String USUAL_ENDPOINT = "https://127.0.0.1:2379";

    /** A certificate with its private key, and the CA that the server's certificate comes from. */
    private record Pair(Path ca, Path certificate, Path key) {
        boolean isReadable() {
            return Stream.of(ca, certificate, key).allMatch(Files::isReadable);
        }
    }

    /** The manifest, and the place to which the checklist moves it to stop the member. */
    static Stream<Path> manifests(Path root) {
        return Stream.of("etc/kubernetes/manifests/etcd.yaml", "etc/kubernetes/etcd.yaml").map(root::resolve);
    }

    /**
     * Looks for the files of kubeadm, and for those that the manifest names.
     *
     * @param root the root of the file system
     * @return empty if this is no such host, or if this user may not read a key
     */
    public static Optional<KubeadmHost> find(Path root) {
        String manifest = manifests(root).flatMap(file -> text(file).stream()).findFirst().orElse("");
        Path pki = root.resolve("etc/kubernetes/pki");
        Path ca = pki.resolve("etcd/ca.crt");
        return Stream.concat(
                Stream.of("etcd/healthcheck-client", "apiserver-etcd-client")
                        .map(name -> new Pair(ca, pki.resolve(name + ".crt"), pki.resolve(name + ".key"))),
                named(manifest, root).stream())
                .filter(Pair::isReadable)
                .findFirst()
                .map(pair -> new KubeadmHost(flag(manifest, "advertise-client-urls").orElse(USUAL_ENDPOINT),
                        pair.ca().toString(), pair.certificate().toString(), pair.key().toString()));
    }

    /** The server's own certificate, which kubeadm and others also make for clients. */
    private static Optional<Pair> named(String manifest, Path root) {
        return flag(manifest, "trusted-ca-file").flatMap(ca -> flag(manifest, "cert-file").flatMap(
                certificate -> flag(manifest, "key-file").map(key -> new Pair(in(root, ca), in(root, certificate),
                        in(root, key)))));
    }

    private static Path in(Path root, String file) {
        return root.resolve(file.replaceFirst("^/+", ""));
    }

    private static Optional<String> flag(String manifest, String name) {
        Matcher value = Pattern.compile("[\\s\"']--" + name + "=([^\\s\"']+)").matcher(manifest);
        return value.find() ? Optional.of(value.group(1)) : Optional.empty();
    }

    private static Optional<String> text(Path manifest) {
        try {
            return Optional.of(SmallFile.text(manifest, LARGEST_MANIFEST, "the manifest of etcd"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
