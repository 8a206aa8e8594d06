import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites the Java 5 class files of a jar as Java 8 class files, in place. picocli is compiled for Java 5, and an AOT
 * cache accepts no class from before Java 6. Nearly the whole library would be parsed and verified again at each start,
 * with the slow old verifier, which takes two thirds of a short command. The code is unchanged; only the stack maps
 * that later releases use for verification are added.
 *
 * <p>Run from its source by the JDK that also runs the command line: {@code java ModernClassFiles.java JAR}.
 */
final class ModernClassFiles {
    private final ClassFile classFile;

    private ModernClassFiles(ClassLoader jar) {
        classFile = ClassFile.of(StackMapsOption.STACK_MAPS_WHEN_REQUIRED,
                ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofClassLoading(jar)
                        .orElse(ClassHierarchyResolver.defaultResolver())));
    }

    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        Path rewritten = jar.resolveSibling(jar.getFileName() + ".part");
        boolean changed;
        try (URLClassLoader classes = new URLClassLoader(new URL[]{jar.toUri().toURL()})) {
            changed = new ModernClassFiles(classes).rewrite(jar, rewritten);
        }
        if (changed) {
            Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.deleteIfExists(rewritten);
    }

    private boolean rewrite(Path jar, Path target) throws IOException {
        boolean changed = false;
        try (ZipFile in = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(target);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry : List.<ZipEntry>copyOf(in.stream().toList())) {
                byte[] before = in.getInputStream(entry).readAllBytes();
                byte[] after = entry.getName().endsWith(".class") ? modern(before) : before;
                changed |= after != before;
                out.putNextEntry(like(entry, after));
                out.write(after);
                out.closeEntry();
            }
        }
        return changed;
    }

    /** An entry for other content, with the time of the old one, so that the same jar gives the same bytes. */
    private static ZipEntry like(ZipEntry entry, byte[] content) {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        if (entry.getMethod() == ZipEntry.STORED) {
            CRC32 crc = new CRC32();
            crc.update(content);
            copy.setMethod(ZipEntry.STORED);
            copy.setSize(content.length);
            copy.setCrc(crc.getValue());
        }
        return copy;
    }

    private byte[] modern(byte[] bytes) {
        ClassModel model = classFile.parse(bytes);
        return model.majorVersion() >= ClassFile.JAVA_6_VERSION
                ? bytes
                : classFile.transformClass(model,
                        ClassTransform.transformingMethodBodies((code, element) -> code.with(element))
                                .andThen((builder, element) -> builder.with(modern(element))));
    }

    private static ClassElement modern(ClassElement element) {
        return element instanceof ClassFileVersion ? ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0) : element;
    }
}
