package org.etcdrecovery.console.step.source.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.etcdrecovery.core.files.SmallFile;

/**
 * How kubeadm lets clients on a control plane host reach etcd. Source of the places: kubeadm, {@code
 * cmd/kubeadm/app/constants/constants.go}.
 *
 * @param endpoints   the client URLs
 * @param ca          the CA certificate
 * @param certificate a client certificate that this user may use
 * @param key         its private key
 */
record KubeadmHost(String endpoints, String ca, String certificate, String key) {
    private static final int LARGEST_MANIFEST = 1 << 20;
    private static final String USUAL_ENDPOINT = "https://127.0.0.1:2379";
    private static final Pattern CLIENT_URLS = Pattern.compile("--advertise-client-urls=([^\\s\"']+)");

    /**
     * Looks for kubeadm's files. Not for the FX thread.
     *
     * @param root the root of the file system
     * @return empty if this is no such host, or if this user may not read a client's key
     */
    static Optional<KubeadmHost> find(Path root) {
        Path pki = root.resolve("etc/kubernetes/pki");
        Path ca = pki.resolve("etcd/ca.crt");
        return Stream.of(pki.resolve("etcd/healthcheck-client"), pki.resolve("apiserver-etcd-client"))
                .filter(pair -> isReadable(pair, ".crt") && isReadable(pair, ".key") && Files.isReadable(ca))
                .findFirst()
                .map(pair -> new KubeadmHost(endpoints(root), ca.toString(), pair + ".crt", pair + ".key"));
    }

    private static boolean isReadable(Path pair, String ending) {
        return Files.isReadable(pair.resolveSibling(pair.getFileName() + ending));
    }

    private static String endpoints(Path root) {
        try {
            Matcher urls = CLIENT_URLS.matcher(SmallFile.text(root.resolve("etc/kubernetes/manifests/etcd.yaml"),
                    LARGEST_MANIFEST, "The manifest of etcd"));
            return urls.find() ? urls.group(1) : USUAL_ENDPOINT;
        } catch (IOException e) {
            // The manifest was moved out to stop the member, as the checklist says.
            return USUAL_ENDPOINT;
        }
    }
}
