package org.etcdrecovery.core.snapshot;

import io.etcd.jetcd.Client;
import io.grpc.Channel;
import io.netty.channel.EventLoop;
import j2html.TagCreator;
import java.awt.Point;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.etcdrecovery.core.bolt.DeliberateFormatViolation;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.xbill.DNS.Resolver;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.json.JsonMapper;

/**
 * A core class that breaks the rules: it prints, draws, talks to servers, writes where it may not, prints raw JSON and
 * HTML, compares releases, and closes a dependency cycle.
 */
public record DeliberateCoreViolation(Point point, DeliberateFormatViolation cycle) {
    void print() {
        System.out.println(point);
    }

    void talk(Client jetcd, Channel grpc, EventLoop netty, Resolver dns) {
        jetcd.close();
        grpc.authority();
        netty.parent();
        dns.setPort(53);
    }

    void store(S3Client client) {
        client.listBuckets();
    }

    String json() {
        return JsonMapper.shared().writeValueAsString(point);
    }

    boolean isOld(EtcdRelease release) {
        return release == EtcdRelease.V3_4 || release.minorVersion().equals(new MinorVersion(3, 3));
    }

    int switched(EtcdRelease release) {
        return switch (release) {
            case V3_5 -> 5;
            default -> 0;
        };
    }

    void start() throws IOException {
        new ProcessBuilder("etcdutl").start();
        Runtime.getRuntime().exec(new String[]{"etcdutl"});
    }

    String html() {
        return TagCreator.rawHtml(point.toString()).render();
    }

    void write(Path file) throws IOException {
        Files.delete(file);
        FileChannel.open(file, StandardOpenOption.WRITE).close();
        FileChannel.open(file, StandardOpenOption.APPEND).close();
    }

    void read(Path file) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(file)) {
            var _ = entries.iterator();
        }
        Files.readAllBytes(file);
    }
}
