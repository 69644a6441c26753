package io.bascule.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Where the venue's certificate, its private key and the authorities of clients are. They can be read again while the
 * venue runs. Key and PKCS#12 files must be of mode 0600.
 */
public final class TlsFiles {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ((?:ENCRYPTED )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final byte[] PROBE = "bascule".getBytes(StandardCharsets.US_ASCII);

    /** Signature algorithms by the algorithm of the key that TLS can use. */
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private final Optional<Path> keyStore;
    private final Optional<Path> certificate;
    private final Optional<Path> key;
    private final Optional<Path> authorities;
    private final char[] password;

    private TlsFiles(
            Optional<Path> keyStore,
            Optional<Path> certificate,
            Optional<Path> key,
            Optional<Path> authorities,
            char[] password) {
        this.keyStore = keyStore;
        this.certificate = certificate;
        this.key = key;
        this.authorities = authorities;
        this.password = password;
    }

    /**
     * A certificate chain and a PKCS#8 key in PEM.
     *
     * @param password of the key; empty if it has none
     */
    public static TlsFiles pem(Path certificate, Path key, Optional<Path> authorities, char[] password) {
        return new TlsFiles(
                Optional.empty(), Optional.of(certificate), Optional.of(key), authorities, password.clone());
    }

    /** A PKCS#12 file with one private key and its chain. */
    public static TlsFiles pkcs12(Path keyStore, Optional<Path> authorities, char[] password) {
        return new TlsFiles(Optional.of(keyStore), Optional.empty(), Optional.empty(), authorities, password.clone());
    }

    /** Whether there are authorities that clients' certificates may be signed by. */
    public boolean hasAuthorities() {
        return authorities.isPresent();
    }

    /** Every file that is read. */
    public List<Path> all() {
        return Stream.of(keyStore, certificate, key, authorities)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Reads and checks the files.
     *
     * @throws IOException if one cannot be read, or a secret one is open to others
     * @throws GeneralSecurityException if they do not hold what they should, or key and certificate do not fit; the
     *     text holds nothing secret
     */
    public TlsMaterial read() throws IOException, GeneralSecurityException {
        List<X509Certificate> trusted = authorities.isPresent() ? certificates(authorities.get()) : List.of();
        if (keyStore.isPresent()) {
            return readKeyStore(keyStore.get(), trusted);
        }
        List<X509Certificate> chain = certificates(certificate.orElseThrow());
        return checked(new TlsMaterial(privateKey(key.orElseThrow()), chain, trusted));
    }

    private TlsMaterial readKeyStore(Path file, List<X509Certificate> trusted)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(new ByteArrayInputStream(SecretFile.read(file)), password);
        } catch (SecretFile.OpenToOthersException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(file.getFileName() + " is no PKCS#12 file of that password", e);
        }
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias) && store.getKey(alias, password) instanceof PrivateKey found) {
                List<X509Certificate> chain = new ArrayList<>();
                for (var one : store.getCertificateChain(alias)) {
                    chain.add((X509Certificate) one);
                }
                return checked(new TlsMaterial(found, chain, trusted));
            }
        }
        throw new CertificateException(file.getFileName() + " has no private key");
    }

    private static List<X509Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        List<X509Certificate> found = new ArrayList<>();
        try {
            byte[] bytes = Files.readAllBytes(file);
            for (var one :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes))) {
                found.add((X509Certificate) one);
            }
        } catch (CertificateException e) {
            throw new CertificateException(file.getFileName() + " holds no certificates in PEM", e);
        }
        if (found.isEmpty()) {
            throw new CertificateException(file.getFileName() + " holds no certificates in PEM");
        }
        return found;
    }

    private PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        Matcher pem = PEM.matcher(new String(SecretFile.read(file), StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw new InvalidKeySpecException(
                    file.getFileName() + " holds no PKCS#8 key in PEM (BEGIN PRIVATE KEY or ENCRYPTED PRIVATE KEY)");
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(pem.group(2));
            PKCS8EncodedKeySpec spec =
                    pem.group(1).startsWith("ENCRYPTED") ? decrypted(encoded) : new PKCS8EncodedKeySpec(encoded);
            for (String algorithm : SIGNATURES.keySet()) {
                Optional<PrivateKey> found = privateKey(algorithm, spec);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new InvalidKeySpecException(file.getFileName() + " cannot be read with that password", e);
        }
        throw new InvalidKeySpecException(file.getFileName() + " is no RSA, EC or EdDSA key");
    }

    private static Optional<PrivateKey> privateKey(String algorithm, PKCS8EncodedKeySpec spec)
            throws GeneralSecurityException {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
        } catch (InvalidKeySpecException e) {
            // It is a key of another algorithm.
            return Optional.empty();
        }
    }

    private PKCS8EncodedKeySpec decrypted(byte[] encoded) throws IOException, GeneralSecurityException {
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encoded);
        String algorithm =
                info.getAlgName().equals("PBES2") ? info.getAlgParameters().toString() : info.getAlgName();
        PBEKeySpec spec = new PBEKeySpec(password);
        try {
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(spec),
                    info.getAlgParameters());
            return info.getKeySpec(cipher);
        } finally {
            spec.clearPassword();
        }
    }

    private static TlsMaterial checked(TlsMaterial material) throws GeneralSecurityException {
        PublicKey publicKey = material.chain().get(0).getPublicKey();
        String algorithm = SIGNATURES.get(publicKey.getAlgorithm());
        if (algorithm == null || !publicKey.getAlgorithm().equals(material.key().getAlgorithm())) {
            throw new CertificateException("the private key is not that of the certificate");
        }
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(material.key());
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(PROBE);
        if (!signature.verify(signed)) {
            throw new CertificateException("the private key is not that of the certificate");
        }
        return material;
    }

    /** Whether they are the same files, read with the same password. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TlsFiles that
                && keyStore.equals(that.keyStore)
                && certificate.equals(that.certificate)
                && key.equals(that.key)
                && authorities.equals(that.authorities)
                && Arrays.equals(password, that.password);
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    /** Says which files and nothing secret. */
    @Override
    public String toString() {
        return all().toString();
    }
}
