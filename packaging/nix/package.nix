# nix-build -E 'with import <nixpkgs> {}; callPackage ./packaging/nix/package.nix {}'
{ lib, rustPlatform, installShellFiles }:

let
  manifest = (lib.importTOML ../../Cargo.toml).package;
in
rustPlatform.buildRustPackage {
  pname = manifest.name;
  version = manifest.version;

  src = lib.cleanSource ../..;
  cargoLock.lockFile = ../../Cargo.lock;

  nativeBuildInputs = [ installShellFiles ];

  # The tests want git, and files that are not part of the source archive.
  doCheck = false;

  postInstall = ''
    installShellCompletion --cmd vault121 \
      --bash <($out/bin/vault121 completions bash) \
      --zsh <($out/bin/vault121 completions zsh) \
      --fish <($out/bin/vault121 completions fish)
    $out/bin/vault121 man --dir man
    installManPage man/*.1
    install -Dm644 LICENSE $out/share/licenses/vault121/LICENSE
  '';

  meta = {
    description = manifest.description;
    license = lib.licenses.mit;
    mainProgram = "vault121";
  };
}
