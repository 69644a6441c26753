package io.bascule.gateway.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code bascule make-key}: a secret or a key that signs Logons, in a file that only its owner reads. */
@Command(
        name = "make-key",
        description = "Make what signs Logons, in a new file of mode 0600, and print the configuration's keys for it.",
        mixinStandardHelpOptions = true)
final class MakeKeyCommand implements Callable<Integer> {
    private static final int SECRET_BYTES = 32;

    /** What can be made. */
    enum Kind {
        /** A secret that venue and counterparty share. */
        HMAC,
        /** A private key of the counterparty. */
        ED25519
    }

    /** Takes the kinds in lower case. */
    static final class KindConverter implements ITypeConverter<Kind> {
        @Override
        public Kind convert(String text) {
            return Arrays.stream(Kind.values())
                    .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is neither hmac nor ed25519"));
        }
    }

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "hmac|ed25519",
            converter = KindConverter.class,
            description = "hmac: a shared secret; ed25519: a private key, PEM.")
    private Kind kind;

    @Parameters(index = "1", paramLabel = "FILE", description = "Where it is written to; it must not be there yet.")
    private Path file;

    @Override
    public Integer call() throws GeneralSecurityException {
        String secret;
        String keys;
        if (kind == Kind.HMAC) {
            byte[] random = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(random);
            secret = Base64.getEncoder().encodeToString(random);
            keys = "Credentials=HMAC\nHmacSecretFile=" + file.getFileName();
        } else {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            secret = "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----";
            keys = "Credentials=ED25519\nEd25519PublicKey="
                    + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        }
        try {
            write(secret + "\n");
        } catch (IOException e) {
            spec.commandLine().getErr().println(file + " cannot be made: " + e);
            return RunCommand.FAILED;
        }
        spec.commandLine().getOut().println(keys);
        return RunCommand.OK;
    }

    private void write(String text) throws IOException {
        Set<PosixFilePermission> owner = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        try (var channel = Files.newByteChannel(
                file,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(owner))) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        }
    }
}
